import { STATUS_CODES } from "node:http"

const RELOAD_AFTER_S = 3

const WORDS = {
  en: {
    title: "Earshot is starting",
    body: "The page will open by itself in a moment. Whoever is in a call can stay in it.",
    link: "Try now",
  },
  ru: {
    title: "Earshot запускается",
    body: "Страница откроется сама через несколько секунд. Если вы в звонке, оставайтесь в нём.",
    link: "Попробовать сейчас",
  },
}

/**
 * Says that the app cannot answer now: a page that loads itself again for people, JSON for programs.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {502 | 503 | 504} status
 */
export function answerUnavailable(request, response, status) {
  response.setHeader("Retry-After", String(RELOAD_AFTER_S))
  if (request.headers.accept?.includes("text/html")) answer(response, status, page(localeOf(request)), "text/html")
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

function page(locale) {
  const { title, body, link } = WORDS[locale]
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${RELOAD_AFTER_S}">
<title>${title}</title>
<style>
:root { color-scheme: light dark }
body { font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center }
main { max-width: 26rem; padding: 2rem }
h1 { font-size: 1.5rem; margin: 0 0 .5rem }
</style>
</head>
<body><main><h1>${title}</h1><p>${body}</p><p><a href="">${link}</a></p></main></body>
</html>
`
}
