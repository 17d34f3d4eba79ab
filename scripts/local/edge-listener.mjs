import { createServer } from "node:http"
import { createServer as createSecureServer } from "node:https"
import { createServer as createNetServer } from "node:net"
import { isHost } from "./edge-paths.mjs"

const TLS_HANDSHAKE = 22

/**
 * The HTTP server of the edge. With a certificate it speaks TLS, and whoever comes without is sent to https on the same
 * port: people type addresses without a scheme.
 * @param {{ key: string, cert: string }} [tls]
 * @returns {{ server: import("node:http").Server, listen(port: number, host?: string): Promise<number>, close(): Promise<void> }}
 */
export function createListener(tls) {
  const often = { connectionsCheckingInterval: 5000 }
  const server = tls ? createSecureServer({ ...tls, ...often }) : createServer(often)
  // A client gets 15 s for its headers; answers (event streams) may take for ever.
  server.headersTimeout = 15_000
  server.requestTimeout = 60_000
  server.keepAliveTimeout = 65_000
  const entrance = tls ? sortByFirstByte(server) : server
  const sockets = new Set()
  entrance.on("connection", (socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
  })

  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        entrance.once("error", reject)
        entrance.listen({ port, host }, () => resolve(entrance.address().port))
      }),
    close: () =>
      new Promise((resolve) => {
        entrance.close(resolve)
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function sortByFirstByte(secure) {
  const redirecting = createServer((request, response) => {
    const { host } = request.headers
    const known = isHost(host) && request.url.startsWith("/")
    response.writeHead(known ? 307 : 400, {
      ...(known && { Location: `https://${host}${request.url}` }),
      Connection: "close",
    })
    response.end()
  })
  return createNetServer((socket) => {
    socket.on("error", () => {})
    socket.setTimeout(15_000, () => socket.destroy())
    socket.once("data", (first) => {
      socket.setTimeout(0)
      socket.removeAllListeners("timeout")
      socket.pause()
      socket.unshift(first)
      const next = first[0] === TLS_HANDSHAKE ? secure : redirecting
      next.emit("connection", socket)
      process.nextTick(() => socket.resume())
    })
  })
}
