// What proxies and Next tell themselves by header. From outside they would be lies; Next-Action, RSC and Next-Router-* are
// the browser's own and pass.
const NOT_FROM_OUTSIDE =
  /^(x-forwarded-|x-middleware-|x-invoke-|x-next-|x-prerender-|x-original-|x-rewrite-|x-now-|x-vercel-|x-http-method)/
const NOT_FROM_OUTSIDE_EXACTLY = new Set([
  "forwarded",
  "x-real-ip",
  "x-client-ip",
  "x-cluster-client-ip",
  "true-client-ip",
  "cf-connecting-ip",
  "fastly-client-ip",
  "via",
  "x-matched-path",
  "next-resume",
])
const NEXT_INTERNAL = /^x-nextjs-/
// The development server's own client sends these two.
const NEXT_FROM_BROWSER = new Set(["x-nextjs-request-id", "x-nextjs-html-request-id"])

/**
 * Makes the headers of a request trustworthy for the app: what must not come from outside is dropped, client address,
 * scheme and host are overwritten. Host itself stays as the browser sent it.
 * @param {import("node:http").IncomingMessage} request
 * @param {"http" | "https"} scheme
 */
export function cleanHeaders(request, scheme) {
  const { headers } = request
  for (const name of Object.keys(headers)) if (mustNotComeFromOutside(name)) delete headers[name]
  headers["x-forwarded-for"] = clientAddress(request)
  headers["x-forwarded-proto"] = scheme
  headers["x-forwarded-host"] = headers.host ?? ""
}

/**
 * The gate judges the query. LiveKit prefers a token in the Authorization header, and takes more parameters out of a form
 * in the body, also in that of a GET.
 */
export function dropWhatGateNeverSaw(request) {
  delete request.headers.authorization
  delete request.headers.cookie
  delete request.headers["content-type"]
}

function mustNotComeFromOutside(name) {
  if (NEXT_INTERNAL.test(name)) return !NEXT_FROM_BROWSER.has(name)
  return NOT_FROM_OUTSIDE.test(name) || NOT_FROM_OUTSIDE_EXACTLY.has(name)
}

function clientAddress(request) {
  return (request.socket.remoteAddress ?? "").replace(/^::ffff:(?=\d+\.)/, "")
}
