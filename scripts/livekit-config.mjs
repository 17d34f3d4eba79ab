import { isIPv4 } from "node:net"
import { parse, stringify } from "yaml"

const LOOPBACK = "127.0.0.1"

/**
 * LiveKit's whole configuration for one way of running.
 *
 * "loopback" keeps everything on 127.0.0.1. "local" advertises 127.0.0.1 and the machine's own address in its network
 * (Firefox refuses loopback candidates), so other devices can take part.
 *
 * @param {object} options
 * @param {string} options.base text of livekit.yaml
 * @param {string} options.key API key
 * @param {string} options.secret API secret, at least 32 characters
 * @param {"loopback" | "local"} options.mode
 * @param {string} [options.lanAddress] IPv4 address in the network; needed in mode "local"
 * @param {{ http: number, tcp: number, udp: number, turn: number, relay: [number, number] }} options.ports relay: first
 *   and last port of the relay range
 * @param {string} options.webhookUrl where LiveKit reports to the app
 * @param {boolean} [options.turn] false takes TURN away: only for the test that must turn red without it
 * @returns {string} YAML
 * @throws {Error} when the address for "local" is missing or the mode is unknown
 */
export function renderLivekitConfig({ base, key, secret, mode, lanAddress, ports, webhookUrl, turn = true }) {
  const addresses = advertisedAddresses(mode, lanAddress)
  const config = parse(base)
  const exactly = addresses.map((address) => `${address}/32`)
  return stringify({
    ...config,
    port: ports.http,
    // Only the edge and the app speak to it over HTTP, both on this machine.
    bind_addresses: [LOOPBACK],
    keys: { [key]: secret },
    webhook: { api_key: key, urls: [webhookUrl] },
    rtc: {
      ...config.rtc,
      tcp_port: ports.tcp,
      udp_port: ports.udp,
      enable_loopback_candidate: true,
      // Without it the server opens a socket on every address and may answer from another one than it was asked on.
      ips: { includes: exactly },
      // Otherwise LiveKit names public STUN servers to itself and to browsers; its own TURN port answers STUN as well.
      stun_servers: [`${addresses.at(-1)}:${ports.turn}`],
      // node_ip replaces the address of every candidate: with two addresses it would hide one of them.
      ...(addresses.length === 1 ? { node_ip: addresses[0] } : {}),
    },
    turn: turn
      ? {
          ...config.turn,
          udp_port: ports.turn,
          relay_range_start: ports.relay[0],
          relay_range_end: ports.relay[1],
          bind_addresses: [mode === "loopback" ? LOOPBACK : "0.0.0.0"],
          // TURN must reach the SFU and nothing else. Private and loopback addresses are refused unless listed; public
          // ones are allowed unless denied, which would make an open relay; and a denial wins over a permission.
          allow_restricted_peer_cidrs: exactly,
          deny_peer_cidrs: [...everyPrefixExcept(addresses), "::/0"],
        }
      : { enabled: false },
  })
}

function advertisedAddresses(mode, lanAddress) {
  if (mode === "loopback") return [LOOPBACK]
  if (mode !== "local") throw new Error(`Unknown way of running LiveKit: ${mode}`)
  if (!isIPv4(lanAddress ?? "")) throw new Error('Mode "local" needs the IPv4 address of this machine in its network')
  return [LOOPBACK, lanAddress]
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
