import { type NextRequest, NextResponse } from "next/server"
import { isDevelopment } from "@/lib/env"
import { refusedForm } from "@/lib/route"

/** Browser powers a call needs; the rest is off. Autoplay off would be the original silence again. */
const permissions = [
  "microphone=(self)",
  "autoplay=(self)",
  "speaker-selection=(self)",
  "screen-wake-lock=(self)",
  "fullscreen=(self)",
  "camera=()",
  "display-capture=()",
  "geolocation=()",
  "payment=()",
  "usb=()",
  "serial=()",
  "midi=()",
  "hid=()",
].join(", ")

/**
 * Headers of every page: a Content-Security-Policy with a nonce of its own (Next.js takes the nonce from the request's
 * copy), and the path, which a page cannot otherwise know when it sends someone to sign-in. Forms from other sites end
 * here. Decides nothing about who may see what: pages, actions and routes do that.
 */
export function proxy(request: NextRequest) {
  const refused = refusedForm(request)
  if (refused) return refused
  const nonce = btoa(crypto.randomUUID())
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host") ?? ""
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "manifest-src 'self'",
    "media-src 'self' blob: data:",
    "worker-src 'self' blob:",
    // 'self' covers ws: and wss: of the same host only in newer browsers.
    `connect-src 'self' ws://${host} wss://${host}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ")
  const headers = new Headers(request.headers)
  headers.set("content-security-policy", policy)
  headers.set("x-nonce", nonce)
  headers.set("x-earshot-path", request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set("content-security-policy", policy)
  response.headers.set("permissions-policy", permissions)
  // A room's address is its key: it must not travel to other sites. Not "no-referrer": that makes browsers send
  // "Origin: null" with a form, and a form must work before its script has loaded.
  response.headers.set("referrer-policy", "same-origin")
  response.headers.set("cross-origin-opener-policy", "same-origin")
  return response
}

// Everything that may answer with a page: also what is not found below /api.
export const config = {
  matcher: ["/((?!api/(?:health|ready|livekit/|rooms/[^/]+/enter)|_next/static/|icon\\.svg$|favicon\\.ico$).*)"],
}
