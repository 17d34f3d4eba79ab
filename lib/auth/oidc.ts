import { NextRequest } from "next/server"
import NextAuth, { customFetch, type NextAuthConfig } from "next-auth"
import { z } from "zod"
import { env } from "@/lib/env"
import { blotted } from "@/lib/jobs/blot"
import { log } from "@/lib/log"
import { publicOrigin } from "@/lib/request"

const providerId = "oidc"
/** The issuer is waited for no longer, in milliseconds: somebody sits before an empty page meanwhile. */
const patienceMs = 8000

/** What the issuer says of a person. `subject` is who they are there, for ever; the rest may change. */
export type OidcClaims = { issuer: string; subject: string; email: string; verified: boolean; name: string }

/** Why it did not come to that: the issuer does not answer, the person said no, or what came back was not in order. */
export type OidcProblem = "down" | "denied" | "failed"

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().default(""),
  // Some issuers write it as a text.
  email_verified: z
    .union([z.boolean(), z.enum(["true", "false"])])
    .default(false)
    .transform((said) => said === true || said === "true"),
  name: z.string().default(""),
})

/** The name of who may sign people in; null when nobody is set. */
export function oidcName(): string | null {
  const { OIDC_ISSUER, OIDC_NAME } = env()
  return OIDC_ISSUER ? (OIDC_NAME ?? new URL(OIDC_ISSUER).host) : null
}

/** The issuer that is set, as identities keep it, with its name; null when there is none. */
export function issuerNow(): { issuer: string; name: string } | null {
  const { OIDC_ISSUER } = env()
  const name = oidcName()
  return OIDC_ISSUER && name ? { issuer: new URL(OIDC_ISSUER).href, name } : null
}

type Box = {
  /** The error with which the browser came back, if any. */
  refusal?: string
  claims?: OidcClaims
  problem?: OidcProblem
}

/**
 * Auth.js for this one exchange: it asks, and checks state, nonce, PKCE and the token. It never signs anybody in: what it
 * learned goes into the box, and who that is here is decided elsewhere.
 */
function exchange(box: Box): NextAuthConfig {
  const { OIDC_ISSUER = "", OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, AUTH_SECRET } = env()
  return {
    trustHost: true,
    secret: AUTH_SECRET,
    pages: { signIn: "/sign-in", error: "/sign-in" },
    logger: {
      error: (error) => {
        box.problem = problemOf(error, box.refusal)
        if (box.problem !== "denied") log.warn({ why: whyOf(error), problem: box.problem }, "oidc")
      },
      warn: () => {},
      debug: () => {},
    },
    providers: [
      {
        id: providerId,
        name: providerId,
        type: "oidc",
        issuer: OIDC_ISSUER,
        clientId: OIDC_CLIENT_ID,
        clientSecret: OIDC_CLIENT_SECRET,
        checks: ["pkce", "state", "nonce"],
        authorization: { params: { scope: "openid email profile" } },
        // Asks for the person's page as well: by the standard the address stands there, and not in the token.
        idToken: false,
        profile: ({ sub }) => ({ id: String(sub) }),
        [customFetch]: (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
          fetch(input, { ...init, signal: AbortSignal.timeout(patienceMs) }),
      },
    ],
    callbacks: {
      signIn({ profile }) {
        const claims = claimsSchema.safeParse(profile)
        if (claims.success) {
          const { sub, email, email_verified: verified, name } = claims.data
          box.claims = { issuer: new URL(OIDC_ISSUER).href, subject: sub, email: email.trim(), verified, name }
        }
        return "/sign-in"
      },
    },
  }
}

/** Where to send the browser so that the issuer asks who it is. Sets the cookies by which its answer is known. */
export async function beginOidc(): Promise<{ at: "go"; url: string } | { at: "problem"; problem: OidcProblem }> {
  const box: Box = {}
  const { signIn } = NextAuth(exchange(box))
  const url: unknown = await signIn(providerId, { redirect: false, redirectTo: "/" })
  if (box.problem || typeof url !== "string") return { at: "problem", problem: box.problem ?? "failed" }
  return { at: "go", url }
}

/**
 * Reads what the issuer sent the browser back with.
 * @returns the claims or the problem, and the Set-Cookie lines that clear what beginOidc set
 */
export async function finishOidc(
  request: Request,
): Promise<{ cookies: string[] } & ({ at: "claims"; claims: OidcClaims } | { at: "problem"; problem: OidcProblem })> {
  const { search, searchParams } = new URL(request.url)
  const box: Box = { refusal: searchParams.get("error") ?? undefined }
  // The address as the browser knows it: this process listens on another one, and the issuer compares.
  const address = new URL(`/api/auth/callback/${providerId}`, await publicOrigin())
  address.search = search
  const asked = new NextRequest(address, { headers: request.headers })
  // Next.js writes every 127.x.x.x as "localhost", which is not where the browser was sent back to.
  Object.defineProperty(asked, "url", { value: address.href })
  const answer = await NextAuth(exchange(box)).handlers.GET(asked)
  const cookies = answer.headers.getSetCookie()
  if (box.problem || !box.claims) return { at: "problem", problem: box.problem ?? "failed", cookies }
  return { at: "claims", claims: box.claims, cookies }
}

const silence = /fetch failed|ECONN|ENOTFOUND|EAI_AGAIN|timeout|aborted|unexpected HTTP/i

function problemOf(error: Error, refusal: string | undefined): OidcProblem {
  // Said by Auth.js only after it has found state and issuer in order: else anybody could have written it.
  const isRefusal = "type" in error && error.type === "OAuthCallbackError"
  if (isRefusal && refusal === "access_denied") return "denied"
  if (isRefusal) return refusal === "temporarily_unavailable" ? "down" : "failed"
  return messagesOf(error).some((message) => silence.test(message)) ? "down" : "failed"
}

/** The innermost reasons, without addresses: what the issuer sent may hold one. */
function whyOf(error: Error): string {
  return blotted(messagesOf(error).slice(-2).join(": ") || error.name)
}

function messagesOf(error: unknown): string[] {
  if (typeof error !== "object" || error === null) return []
  const code = "error" in error && typeof error.error === "string" ? [error.error] : []
  const own = "message" in error ? [String(error.message), ...code] : []
  const inner = ["cause", "err"].flatMap((key) => messagesOf(Object.getOwnPropertyDescriptor(error, key)?.value))
  return [...own, ...inner]
}
