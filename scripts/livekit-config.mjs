import { isIPv4 } from "node:net"
import { parse, stringify } from "yaml"

const LOOPBACK = "127.0.0.1"
const EVERYWHERE = "0.0.0.0"
const TURN_BEHIND_EDGE = 5349

/**
 * LiveKit's whole configuration for one way of running.
 *
 * - "loopback" keeps everything on 127.0.0.1.
 * - "local" advertises 127.0.0.1 and the machine's own address in its network (Firefox refuses loopback candidates), so
 *   other devices can take part.
 * - "bridge" is a container whose ports are published: it tells browsers the address they are published at.
 * - "server" is a machine of its own, in its own network: sound comes to its public address, and TURN over TLS comes
 *   through the edge, on the site's name and port 443.
 *
 * @param {object} options
 * @param {string} options.base text of livekit.yaml
 * @param {string} options.key API key
 * @param {string} options.secret API secret, at least 32 characters
 * @param {"loopback" | "local" | "bridge" | "server"} options.mode
 * @param {string} [options.lanAddress] IPv4 address of the machine in its network; needed in mode "local", and in mode
 *   "bridge" what browsers are told instead of 127.0.0.1
 * @param {string} [options.network] mode "bridge": the container's network, "172.18.0.0/16"
 * @param {{ name: string, publicAddress: string, ownAddress: string, innerAddress: string }} [options.server] mode
 *   "server": the site's name, the IPv4 address that browsers use, the one of this machine that such packets arrive at
 *   (the same unless there is NAT between), and the one of this machine at which only the edge finds TURN
 * @param {{ http: number, tcp: number, udp: number, turn: number, relay: [number, number] }} options.ports relay: first
 *   and last port of the relay range
 * @param {string} options.webhookUrl where LiveKit reports to the app
 * @param {boolean} [options.turn] false takes TURN away: only for the test that must turn red without it
 * @returns {string} YAML
 * @throws {Error} when an address that the mode needs is missing, or the mode is unknown
 */
export function renderLivekitConfig({ base, key, secret, mode, ports, webhookUrl, turn = true, ...given }) {
  const { listen, advertised, includes, rtc, turn: turnPlace } = placeFor(mode, given)
  const config = parse(base)
  return stringify({
    ...config,
    port: ports.http,
    bind_addresses: listen,
    keys: { [key]: secret },
    webhook: { api_key: key, urls: [webhookUrl] },
    rtc: {
      ...config.rtc,
      tcp_port: ports.tcp,
      udp_port: ports.udp,
      // Without it the server opens a socket on every address and may answer from another one than it was asked on.
      ips: { includes },
      // Otherwise LiveKit names public STUN servers to itself and to browsers; its own TURN port answers STUN as well.
      stun_servers: [`${advertised.at(-1)}:${ports.turn}`],
      // node_ip replaces the address of every candidate: with two addresses it would hide one of them.
      ...(advertised.length === 1 ? { node_ip: advertised[0] } : {}),
      ...rtc,
    },
    turn: turn
      ? {
          ...config.turn,
          udp_port: ports.turn,
          relay_range_start: ports.relay[0],
          relay_range_end: ports.relay[1],
          // TURN must reach the SFU and nothing else. Private and loopback addresses are refused unless listed; public
          // ones are allowed unless denied, which would make an open relay; and a denial wins over a permission.
          allow_restricted_peer_cidrs: advertised.map(exactly),
          deny_peer_cidrs: [...everyPrefixExcept(advertised), "::/0"],
          ...turnPlace,
        }
      : { enabled: false },
  })
}

const exactly = (address) => `${address}/32`

/** Where LiveKit listens and what it tells browsers. */
function placeFor(mode, { lanAddress, network, server }) {
  switch (mode) {
    case "loopback":
      return onThisMachine([LOOPBACK], LOOPBACK)
    case "local":
      if (!isIPv4(lanAddress ?? ""))
        throw new Error('Mode "local" needs the IPv4 address of this machine in its network')
      return onThisMachine([LOOPBACK, lanAddress], EVERYWHERE)
    case "bridge":
      if (!network) throw new Error('Mode "bridge" needs the network of the container')
      return {
        // What is published decides who reaches it; the edge and the app come from the container's own network.
        listen: [EVERYWHERE],
        advertised: [lanAddress ?? LOOPBACK],
        includes: [network],
        turn: { bind_addresses: [EVERYWHERE] },
      }
    case "server":
      return onServer(server ?? {})
    default:
      throw new Error(`Unknown way of running LiveKit: ${mode}`)
  }
}

function onThisMachine(advertised, turnAddress) {
  return {
    // Only the edge and the app speak to it over HTTP, both on this machine.
    listen: [LOOPBACK],
    advertised,
    includes: advertised.map(exactly),
    rtc: { enable_loopback_candidate: true },
    turn: { bind_addresses: [turnAddress] },
  }
}

function onServer({ name, publicAddress, ownAddress, innerAddress }) {
  if (!name || ![publicAddress, ownAddress, innerAddress].every((address) => isIPv4(address ?? "")))
    throw new Error('Mode "server" needs the name of the site and three IPv4 addresses')
  return {
    listen: [LOOPBACK],
    advertised: [publicAddress],
    includes: [exactly(ownAddress)],
    turn: {
      domain: name,
      // Behind the edge, which has taken the TLS off. LiveKit opens both ports at the same addresses, and this one is
      // not for the outside.
      tls_port: TURN_BEHIND_EDGE,
      external_tls: true,
      bind_addresses: [innerAddress],
    },
  }
}

/**
 * The shortest list of IPv4 prefixes that covers every address but the given ones.
 * @param {string[]} addresses dotted IPv4 addresses
 * @returns {string[]} prefixes such as "128.0.0.0/1"
 */
export function everyPrefixExcept(addresses) {
  const kept = addresses.map(toNumber)
  const prefixes = []
  const visit = (start, length) => {
    const size = 2 ** (32 - length)
    const inside = kept.some((address) => address >= start && address < start + size)
    if (!inside) prefixes.push(`${toDotted(start)}/${length}`)
    else if (length < 32) {
      visit(start, length + 1)
      visit(start + size / 2, length + 1)
    }
  }
  visit(0, 0)
  return prefixes
}

function toNumber(address) {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0)
}

function toDotted(number) {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".")
}
