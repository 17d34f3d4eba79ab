import { createSocket } from "node:dgram"
import { lookup, Resolver } from "node:dns/promises"
import { isIP, isIPv4 } from "node:net"
import { networkInterfaces } from "node:os"
import { findLanAddress } from "../local/network.mjs"
import { Problem } from "../local/problem.mjs"

/**
 * The addresses behind a name. Asks name servers first: in many systems the hosts file sends the machine's own name to
 * 127.0.1.1.
 * @param {string} host
 * @returns {Promise<{ v4: string[], v6: string[] }>}
 */
export async function addressesOf(host) {
  const resolver = new Resolver({ timeout: 3000, tries: 2 })
  const [v4, v6] = await Promise.all([resolver.resolve4(host).catch(() => []), resolver.resolve6(host).catch(() => [])])
  if (v4.length + v6.length > 0) return { v4, v6 }
  const known = await lookup(host, { all: true }).catch(() => [])
  const usable = known.map(({ address }) => address).filter((address) => !/^127\.|^::1$/.test(address))
  return { v4: usable.filter(isIPv4), v6: usable.filter((address) => isIP(address) === 6) }
}

/** This machine's IPv4 and IPv6 addresses, without loopback, and the IPv4 one that packets to elsewhere leave from. */
export async function ownAddresses() {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const of = (family) => all.filter((each) => each.family === family && !each.internal).map(({ address }) => address)
  return { v4: of("IPv4"), v6: of("IPv6"), main: await findLanAddress() }
}

/**
 * Which address browsers send sound to, and at which one of this machine it arrives.
 * @param {object} facts
 * @param {string} facts.host PUBLIC_HOST
 * @param {string} [facts.forced] PUBLIC_IP
 * @param {{ v4: string[], v6: string[] }} facts.records
 * @param {{ v4: string[], v6: string[], main?: string }} facts.own
 * @returns {{ publicAddress: string, ownAddress: string, behindNat: boolean, words: string[] }} words: one sentence for
 *   each thing that was chosen or looks wrong
 * @throws {Problem} when there is nothing to choose from
 */
export function chooseAddresses({ host, forced, records, own }) {
  const candidates = forced ? [forced] : records.v4
  if (candidates.length === 0) throw nothingFound(host, records, own)
  const mine = candidates.find((address) => own.v4.includes(address))
  const publicAddress = mine ?? candidates[0]
  const source = forced ? "PUBLIC_IP says" : `The address record of ${host} says`
  const words = []
  if (mine) words.push(`${source} ${mine}, which this machine has: browsers send their sound there.`)
  else
    words.push(
      `${source} ${publicAddress}, which this machine does not have: taken as an address that is forwarded to ${own.main ?? "?"}. If it is not, correct the record.`,
    )
  if (candidates.length > 1)
    words.push(
      `There are ${candidates.length} such records (${candidates.join(", ")}); sound uses ${publicAddress} only.`,
    )
  const strangers = records.v6.filter((address) => !own.v6.includes(address))
  if (strangers.length > 0)
    words.push(
      `The AAAA record of ${host} says ${strangers.join(", ")}, which this machine does not have: unless it is forwarded here, remove it, or visitors and certificates end up elsewhere.`,
    )
  const ownAddress = mine ?? own.main
  if (!ownAddress) throw new Problem("This machine has no IPv4 address besides loopback.", "Connect it to a network.")
  return { publicAddress, ownAddress, behindNat: !mine, words }
}

function nothingFound(host, records, own) {
  const here = own.v4.join(", ") || "none"
  if (records.v6.length > 0)
    return new Problem(
      `${host} has an IPv6 address only (${records.v6.join(", ")}); sound needs an IPv4 address.`,
      `Add an A record. This machine's IPv4 addresses: ${here}`,
    )
  return new Problem(
    `PUBLIC_HOST is ${host}, but this name has no address.`,
    `Make an A record for it at your DNS provider. This machine's addresses: ${here}`,
    "Or say the address yourself in .env: PUBLIC_IP=",
  )
}

/**
 * Does a packet that this machine sends to its public address come back to it? Relayed sound takes that way.
 * @param {{ publicAddress: string, ownAddress: string, port: number }} where port: of sound, UDP
 * @param {number} [patience] milliseconds
 * @returns {Promise<boolean | undefined>} nothing when the port is in use, because livekit-server runs already
 */
export async function comesBack({ publicAddress, ownAddress, port }, patience = 1500) {
  const receiver = await bound({ address: ownAddress, port })
  if (!receiver) return undefined
  const sender = createSocket("udp4")
  const mark = Buffer.from(`earshot ${process.pid} ${Date.now()}`)
  const send = () => sender.send(mark, port, publicAddress, () => {})
  const again = setInterval(send, patience / 5)
  try {
    return await new Promise((resolve) => {
      receiver.on("message", (message) => message.equals(mark) && resolve(true))
      sender.on("error", () => resolve(false))
      setTimeout(() => resolve(false), patience)
      send()
    })
  } finally {
    clearInterval(again)
    receiver.close()
    sender.close()
  }
}

function bound(place) {
  return new Promise((resolve) => {
    const socket = createSocket("udp4")
    socket.once("error", () => {
      socket.close()
      resolve(undefined)
    })
    socket.bind(place, () => resolve(socket))
  })
}
