import { existsSync } from "node:fs"
import { createProxyServer } from "httpxy"
import sirv from "sirv"
import { answer, answerSocket, answerUnavailable } from "./edge-answers.mjs"
import { CANNOT_DECIDE, createGate } from "./edge-gate.mjs"
import { cleanHeaders, dropWhatGateNeverSaw } from "./edge-headers.mjs"
import { capBody, endAfterLastByte, saysTooLarge } from "./edge-limits.mjs"
import { createListener } from "./edge-listener.mjs"
import { hasOneReadableToken, isHost, routeOf, staticPath } from "./edge-paths.mjs"

const GATE_PATIENCE_MS = 5000
// Until the first byte: a page that the development server compiles takes its time. Nothing limits what comes after.
const ANSWER_PATIENCE_MS = 120_000
const YEAR_S = 31_536_000

/**
 * The one door of an installation without containers: one origin for pages, signalling and static files.
 * `/rtc*` goes to LiveKit after the app's gate has said yes, inner paths do not exist, everything else is the app's.
 *
 * @param {object} options
 * @param {number} options.port 0 takes a free one
 * @param {string} [options.host] every address when left away
 * @param {string} options.app address of the app, "http://127.0.0.1:port"
 * @param {string} options.livekit address of LiveKit, the same way
 * @param {{ key: string, cert: string }} [options.tls] PEM
 * @param {string} [options.staticDir] folder behind /_next/static, with .br and .gz files beside the files
 * @param {boolean} [options.appSockets] lets WebSockets through to the app: the development server's
 * @param {number} [options.gatePatience] milliseconds for the gate
 * @param {number} [options.answerPatience] milliseconds until an answer must begin
 * @returns {Promise<{ server: import("node:http").Server, port: number, close(): Promise<void> }>}
 */
export async function startEdge({ port, host, app, livekit, tls, staticDir, appSockets = false, ...patience }) {
  const { gatePatience = GATE_PATIENCE_MS, answerPatience = ANSWER_PATIENCE_MS } = patience
  const scheme = tls ? "https" : "http"
  const gate = createGate(app, gatePatience)
  const files = staticDir
    ? sirv(staticDir, { brotli: true, gzip: true, extensions: [], maxAge: YEAR_S, immutable: true })
    : undefined
  const toApp = createProxy(app, answerPatience)
  const toLivekit = createProxy(livekit, answerPatience)
  // LiveKit says 404 when a room is gone; the gate has just made it, so it will be there at the next try.
  toLivekit.on("proxyRes", never404)
  toLivekit.on("proxyReqWs", (asked) => asked.prependListener("response", never404))

  async function handle(request, response) {
    const route = routeOf(request.url)
    if (route === "bad" || !isHost(request.headers.host)) return answer(response, 400, "Bad request")
    if (route === "hidden") return answer(response, 404, "Not found")
    if (request.method === "TRACE") return answer(response, 405, "No TRACE")
    if (saysTooLarge(request)) return refuseBody(response)
    cleanHeaders(request, scheme)
    if (route === "signalling") return signal(request, response)
    // A folder that somebody cleaned up under the running server must not end it.
    if (route === "static" && files && isRead(request) && existsSync(staticDir))
      return files({ url: staticPath(request.url), headers: request.headers }, response, () =>
        toApp.web(request, response),
      )
    capBody(request)
    return toApp.web(request, response)
  }

  async function signal(request, response) {
    if (request.method !== "GET") return answer(response, 405, "Only GET")
    const verdict = await judge(request)
    if (verdict.status !== 200) return answer(response, verdict.status, verdict.body, "application/json")
    return toLivekit.web(request, response)
  }

  async function upgrade(request, socket, head) {
    // An error without a listener would end the process; what it means is said by "close".
    socket.on("error", () => {})
    endAfterLastByte(socket)
    const route = routeOf(request.url)
    if (route === "bad" || !isHost(request.headers.host)) return answerSocket(socket, 400, "Bad request", "text/plain")
    if (route === "hidden") return answerSocket(socket, 404, "Not found", "text/plain")
    if (request.method !== "GET" || request.headers.upgrade.toLowerCase() !== "websocket")
      return answerSocket(socket, 400, "Only WebSocket", "text/plain")
    cleanHeaders(request, scheme)
    // A built app has no WebSocket, and leaves whoever asks for one without an answer.
    if (route !== "signalling" && !appSockets) return answerSocket(socket, 404, "Not found", "text/plain")
    if (route !== "signalling") return toApp.ws(request, socket, {}, head)
    const verdict = await judge(request)
    if (verdict.status !== 200) return answerSocket(socket, verdict.status, verdict.body)
    if (!socket.destroyed) return toLivekit.ws(request, socket, {}, head)
  }

  async function judge(request) {
    if (!hasOneReadableToken(request.url)) return { status: 403, body: JSON.stringify({ code: "forbidden" }) }
    const verdict = await gate.ask(request)
    dropWhatGateNeverSaw(request)
    return verdict
  }

  const listener = createListener(tls)
  listener.server.on("request", (request, response) => {
    handle(request, response).catch(() => unavailable(request, response))
  })
  listener.server.on("upgrade", (request, socket, head) => {
    upgrade(request, socket, head).catch(() => socket.destroy())
  })
  const taken = await listener.listen(port, host)

  return {
    server: listener.server,
    port: taken,
    async close() {
      await listener.close()
      gate.close()
    },
  }
}

function createProxy(target, answerPatience) {
  const proxy = createProxyServer({ target, xfwd: false, upgradeTimeout: answerPatience })
  const upgraded = new WeakSet()
  proxy.on("proxyReqWs", (asked, _request, socket) => asked.once("upgrade", () => upgraded.add(socket)))
  proxy.on("error", (_error, request, response) => {
    // An answer of HTTP in the middle of a WebSocket is a broken frame to the browser; the proxy ends the socket itself.
    if (!upgraded.has(response)) unavailable(request, response)
  })
  proxy.on("proxyReq", (asked) => {
    const timer = setTimeout(() => asked.destroy(new Error("No answer")), answerPatience)
    asked.once("response", () => clearTimeout(timer)).once("close", () => clearTimeout(timer))
  })
  proxy.on("proxyRes", (answered, _request, response) => {
    // Otherwise the headers of an event stream wait for its first event.
    if (answered.headers["content-type"]?.startsWith("text/event-stream")) setImmediate(() => response.flushHeaders())
  })
  return proxy
}

function refuseBody(response) {
  // Else the rest of the body would be read to its end.
  response.setHeader("Connection", "close")
  answer(response, 413, JSON.stringify({ code: "too_large" }), "application/json")
}

function never404(answered) {
  if (answered.statusCode !== 404) return
  answered.statusCode = 503
  answered.statusMessage = "Service Unavailable"
}

/** The other side is down, or gave up: an answer where none has begun, the end of the connection where one has. */
function unavailable(request, response) {
  if (!("setHeader" in response)) return answerSocket(response, CANNOT_DECIDE.status, CANNOT_DECIDE.body)
  if (response.headersSent) return response.destroy()
  answerUnavailable(request, response, 503)
}

function isRead({ method }) {
  return method === "GET" || method === "HEAD"
}
