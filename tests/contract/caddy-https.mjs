import { readFile } from "node:fs/promises"
import { connect as connectHttp2 } from "node:http2"
import { connect as connectTls } from "node:tls"
import { until } from "./caddy.mjs"

export const HOST = "meet.test"

/** Variables with which the edge is that of a server with a domain, and its certificate comes from an authority of its own. */
export const withDomain = { PUBLIC_HOST: HOST, EDGE_GLOBAL: "local_certs\nskip_install_trust" }

/**
 * A TLS connection to the edge, its certificate checked against the edge's own authority.
 * @param {Awaited<ReturnType<import("./caddy.mjs").openCaddy>>} edge
 * @param {string[]} [ALPNProtocols] as a browser's page offers them; none as TURN clients do
 * @returns {Promise<import("node:tls").TLSSocket>}
 */
export async function openTls(edge, ALPNProtocols) {
  // The certificate is made after the start.
  let socket
  await until(async () => {
    socket = await tryTls(edge, ALPNProtocols).catch(() => undefined)
    return socket
  })
  return socket
}

/** @returns {Promise<import("node:http2").ClientHttp2Session>} with what the edge announces already there */
export async function openHttp2(edge) {
  const socket = await openTls(edge, ["h2"])
  const session = connectHttp2(`https://${HOST}:${edge.httpsPort}`, { createConnection: () => socket })
  await new Promise((resolve, reject) => session.once("remoteSettings", resolve).once("error", reject))
  return session
}

/**
 * Asks for a WebSocket inside an HTTP/2 connection (RFC 8441).
 * @returns {Promise<{ status: number, stream: import("node:http2").ClientHttp2Stream }>}
 */
export function askSocketInHttp2(session, path, headers = {}) {
  const stream = session.request({
    ":method": "CONNECT",
    ":protocol": "websocket",
    ":scheme": "https",
    ":authority": HOST,
    ":path": path,
    "sec-websocket-version": "13",
    ...headers,
  })
  return new Promise((resolve, reject) => {
    stream.once("response", (answered) => resolve({ status: answered[":status"], headers: answered, stream }))
    stream.once("error", reject)
  })
}

async function tryTls(edge, ALPNProtocols) {
  const ca = await readFile(`${edge.data}/pki/authorities/local/root.crt`)
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host: "127.0.0.1", port: edge.httpsPort, servername: HOST, ALPNProtocols, ca })
    socket.once("secureConnect", () => resolve(socket)).once("error", reject)
  })
}
