import { createServer, request as httpRequest } from "node:http"

/**
 * An HTTP server that stands for the app or for LiveKit: remembers what reached it, echoes what is sent over an upgraded
 * connection.
 * @param {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void} handle
 */
export async function startUpstream(handle) {
  const seen = []
  const sockets = new Set()
  const server = createServer((request, response) => {
    seen.push({ method: request.method, url: request.url, headers: request.headers })
    handle(request, response)
  })
  server.on("connection", (socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
  })
  server.on("upgrade", (request, socket) => {
    seen.push({ method: "UPGRADE", url: request.url, headers: request.headers })
    socket.on("error", () => {})
    if (server.refuse) return socket.end(`HTTP/1.1 ${server.refuse} No\r\nContent-Length: 2\r\n\r\nno`)
    socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
    socket.pipe(socket)
  })
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    seen,
    server,
    url: `http://127.0.0.1:${server.address().port}`,
    /** Every connection ends as when the other program is killed with unread bytes. */
    reset() {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

/**
 * One request exactly as written (fetch would tidy the path up).
 * @returns {Promise<{ status: number, headers: object, body: string, upgraded?: import("node:net").Socket }>}
 */
export function ask(base, path, { method = "GET", headers = {}, body } = {}) {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname, port, path, method, headers, agent: false }, async (answered) => {
      let text = ""
      for await (const chunk of answered.setEncoding("utf8")) text += chunk
      resolve({ status: answered.statusCode, headers: answered.headers, body: text })
    })
    asked.once("upgrade", (answered, socket) => {
      resolve({ status: answered.statusCode, headers: answered.headers, body: "", upgraded: socket })
    })
    asked.once("error", reject)
    asked.end(body)
  })
}

/** Asks for a WebSocket. */
export function askUpgrade(base, path, headers = {}) {
  const upgrade = {
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
  }
  return ask(base, path, { headers: { ...upgrade, ...headers } })
}
