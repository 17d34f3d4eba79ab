import { createSocket } from "node:dgram"
import { createServer } from "node:net"

/**
 * Is nobody listening there? Both families are asked: "localhost" may mean either.
 * @param {number} port
 * @param {{ udp?: boolean, everywhere?: boolean }} [options] everywhere: it will be opened on all addresses
 */
export async function isFree(port, { udp = false, everywhere = true } = {}) {
  const hosts = everywhere ? [undefined, "127.0.0.1", "::1"] : ["127.0.0.1", "::1"]
  for (const host of hosts) {
    try {
      await (await hold(port, { udp, host })).release()
    } catch (error) {
      // A machine without IPv6 has nobody there either.
      if (error.code !== "EADDRNOTAVAIL" && error.code !== "EAFNOSUPPORT") return false
    }
  }
  return true
}

/** The next port above that nobody listens on. */
export async function nextFree(port) {
  for (let candidate = port + 1; candidate < 65_536; candidate++) if (await isFree(candidate)) return candidate
  throw new Error("No free port above")
}

/**
 * Free ports, all different: the wished ones where they are free. Held together before they are let go, so that two
 * answers are never the same.
 * @template {string} Name
 * @param {Record<Name, { wish?: number, udp?: boolean }>} wanted
 * @returns {Promise<Record<Name, number>>}
 */
export async function takePorts(wanted) {
  const held = []
  const ports = {}
  try {
    for (const [name, { wish, udp }] of Object.entries(wanted)) {
      const place = (wish && (await holdIfFree(wish, udp))) || (await holdAny(udp))
      held.push(place)
      ports[name] = place.port
    }
    return ports
  } finally {
    await Promise.all(held.map((place) => place.release()))
  }
}

// Both below the ports that systems give to outgoing connections (from 32768 on): one of those could sit on a port in the
// moment in which a server comes back to it. Browsers refuse none of the first range.
const ANY_FROM = 10_100
const ANY_COUNT = 9_900
const RELAY_FROM = 20_000
const RELAY_PORTS = 200
const RELAY_BLOCKS = 50

/**
 * First and last port of a relay range. Stacks that run side by side take different ones.
 * @param {boolean} fixed the usual range, which a firewall can be opened for
 * @returns {Promise<[number, number]>}
 */
export async function takeRelayRange(fixed) {
  if (fixed) return [30_000, 30_000 + RELAY_PORTS - 1]
  for (let attempt = 0; attempt < RELAY_BLOCKS; attempt++) {
    const first = RELAY_FROM + RELAY_PORTS * Math.floor(Math.random() * RELAY_BLOCKS)
    const probes = [0, 50, 100, 150, RELAY_PORTS - 1].map((offset) => isFree(first + offset, { udp: true }))
    if ((await Promise.all(probes)).every(Boolean)) return [first, first + RELAY_PORTS - 1]
  }
  throw new Error("No free range of UDP ports for the relay")
}

async function holdAny(udp) {
  for (;;) {
    const place = await holdIfFree(ANY_FROM + Math.floor(Math.random() * ANY_COUNT), udp)
    if (place) return place
  }
}

function holdIfFree(port, udp) {
  return hold(port, { udp }).catch(() => undefined)
}

function hold(port, { udp, host }) {
  return udp ? holdUdp(port, host) : holdTcp(port, host)
}

function holdTcp(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once("error", reject)
    server.listen({ port, host, exclusive: true, ipv6Only: host === "::1" }, () =>
      resolve({ port: server.address().port, release: () => new Promise((done) => server.close(done)) }),
    )
  })
}

function holdUdp(port, host) {
  return new Promise((resolve, reject) => {
    const socket = createSocket(host === "::1" ? { type: "udp6", ipv6Only: true } : "udp4")
    socket.once("error", reject)
    socket.bind({ port, address: host, exclusive: true }, () =>
      resolve({ port: socket.address().port, release: () => new Promise((done) => socket.close(done)) }),
    )
  })
}
