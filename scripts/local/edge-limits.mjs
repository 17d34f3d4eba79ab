// Forms and JSON of the app are far smaller.
const LARGEST_BODY = 1024 * 1024
const LINGER_MS = 2000

/** Does a request say itself that it brings more than the app will take? */
export function saysTooLarge(request) {
  return Number(request.headers["content-length"] ?? 0) > LARGEST_BODY
}

/**
 * Cuts a request off whose body turns out too large: one without a declared length could fill the app's memory. To be
 * called in the tick in which the body is handed on.
 */
export function capBody(request) {
  if (!request.headers["transfer-encoding"]) return
  let bytes = 0
  request.on("data", (part) => {
    bytes += part.length
    if (bytes > LARGEST_BODY) request.destroy()
  })
  // Whoever it is handed to makes it flow.
  request.pause()
}

/**
 * Ends a connection that has got its last byte, also when the other side never closes its own half: the HTTP server has
 * let go of it when it asked for a WebSocket, and nobody else counts how long it lingers.
 * @param {import("node:net").Socket} socket
 */
export function endAfterLastByte(socket) {
  socket.once("finish", () => setTimeout(() => socket.destroy(), LINGER_MS).unref())
}
