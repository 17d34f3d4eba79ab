import { readFileSync } from "node:fs"
import { STATUS_CODES } from "node:http"

const RELOAD_AFTER_S = 3

// The edge of the containers shows the same ones.
const PAGES = Object.fromEntries(
  ["en", "ru"].map((locale) => [
    locale,
    readFileSync(new URL(`../../edge/pages/starting.${locale}.html`, import.meta.url), "utf8"),
  ]),
)

/**
 * Says that the app cannot answer now: a page that loads itself again for people, JSON for programs.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {502 | 503 | 504} status
 */
export function answerUnavailable(request, response, status) {
  response.setHeader("Retry-After", String(RELOAD_AFTER_S))
  if (request.headers.accept?.includes("text/html")) answer(response, status, PAGES[localeOf(request)], "text/html")
  else answer(response, status, JSON.stringify({ code: "unavailable" }), "application/json")
}

/** A short answer of the edge itself. */
export function answer(response, status, body, type = "text/plain") {
  response.writeHead(status, {
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  })
  response.end(body)
}

/** The same for a connection that asked for a WebSocket and gets none. */
export function answerSocket(socket, status, body, type = "application/json") {
  if (socket.destroyed) return
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${type}; charset=utf-8`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Cache-Control: no-store",
    "Connection: close",
  ]
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`)
}

function localeOf({ headers }) {
  const chosen = /(?:^|;\s*)locale=(en|ru)\b/.exec(headers.cookie ?? "")?.[1]
  const wanted = chosen ?? /\b(en|ru)\b/i.exec(headers["accept-language"] ?? "")?.[1].toLowerCase()
  return wanted ?? "en"
}
