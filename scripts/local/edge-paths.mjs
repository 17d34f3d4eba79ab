import { posix } from "node:path"

// Asked by the edge and by LiveKit at the app itself, or from inside the machine; never from outside.
const HIDDEN = /^\/(api\/livekit|api\/metrics|twirp[^/]*)(\/|$)/
const SIGNALLING = /^\/rtc(\/|$)/
const SIGNALLING_AS_THE_SDK_WRITES_IT = /^\/rtc(\/[a-z0-9_-]+)*$/
const STATIC = "/_next/static/"
const MOST_DECODINGS = 5
const HOST = /^([a-z0-9_-]+(\.[a-z0-9_-]+)*\.?|\[[0-9a-f:.]+\])(:\d{1,5})?$/i

/**
 * Where a request belongs. Decided on the plainest form of its path, so that no spelling (encoded, doubled slashes, dot
 * segments, upper case) leads around the decision.
 * @param {string} url as in the request line
 * @returns {"signalling" | "hidden" | "static" | "app" | "bad"}
 */
export function routeOf(url) {
  if (!url.startsWith("/")) return "bad"
  const path = url.split(/[?#]/, 1)[0]
  const plain = plainForm(path)
  if (plain === undefined) return "bad"
  if (HIDDEN.test(plain)) return "hidden"
  if (SIGNALLING.test(plain)) return SIGNALLING_AS_THE_SDK_WRITES_IT.test(path) ? "signalling" : "bad"
  return path.startsWith(STATIC) ? "static" : "app"
}

/** Is this a Host header that the app may write into links and into its Content-Security-Policy? */
export function isHost(text) {
  return HOST.test(text ?? "") && URL.canParse(`http://${text}`)
}

/** The part of a static file's address below the folder of static files. */
export function staticPath(url) {
  return url.slice(STATIC.length - 1)
}

/**
 * LiveKit and the gate must read the same token out of a request: one token, written so that both parse it alike.
 * @param {string} url
 */
export function hasOneReadableToken(url) {
  const query = url.split("?").slice(1).join("?")
  return !query.includes(";") && new URLSearchParams(query).getAll("access_token").length <= 1
}

function plainForm(path) {
  let plain = decode(path)
  if (plain === undefined) return undefined
  for (let i = 1; i < MOST_DECODINGS; i++) {
    const further = decode(plain)
    if (further === undefined || further === plain) break
    plain = further
  }
  return posix.normalize(plain.replaceAll("\\", "/").toLowerCase())
}

function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
