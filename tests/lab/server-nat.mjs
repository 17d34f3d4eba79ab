import { run } from "./command.mjs"

/** What is forwarded to the server, as docs/self-hosting.md tells the owner of a router. */
const forwarded = { tcp: "80,443,7881", udp: "443,3478,7882" }

export const natKinds = {
  /** The router sends back what the server sends to its own public address. */
  hairpin: { loops: true, rule: false },
  nohairpin: { loops: false, rule: false },
  /** As the one before, with the rule that scripts/init.mjs tells to run. */
  rule: { loops: false, rule: true },
}

/**
 * Rules of the router before the server, and of the server.
 * @param {{ inside: (host: string, command: string[]) => string[], router: string, publicAddress: string,
 *   ownAddress: string, innerAddress: string, kind: keyof typeof natKinds }} options
 */
export function forwardToServer({ inside, router, publicAddress, ownAddress, innerAddress, kind }) {
  const { loops, rule } = natKinds[kind]
  const nat = (host, ...args) => run(inside(host, ["iptables", "-w", "-t", "nat", ...args]))
  run(inside(router, ["sysctl", "-qw", "net.ipv4.ip_forward=1"]))
  const outsideOnly = loops ? [] : ["-i", "eth0"]
  for (const [protocol, ports] of Object.entries(forwarded)) {
    const to = ["-d", publicAddress, "-p", protocol, "-m", "multiport", "--dports", ports]
    nat(router, "-A", "PREROUTING", ...outsideOnly, ...to, "-j", "DNAT", "--to-destination", ownAddress)
  }
  nat(router, "-A", "POSTROUTING", "-s", ownAddress, "-d", ownAddress, "-j", "MASQUERADE")
  nat(router, "-A", "POSTROUTING", "-s", ownAddress, "-o", "eth0", "-j", "SNAT", "--to-source", publicAddress)
  // What Docker does for its bridge, from which the relay sends.
  nat("srv", "-A", "POSTROUTING", "-s", innerAddress, "!", "-o", "inner", "-j", "MASQUERADE")
  if (!rule) return
  const sound = ["-d", publicAddress, "-p", "udp", "--dport", "7882"]
  nat("srv", "-A", "OUTPUT", ...sound, "-j", "DNAT", "--to-destination", `${ownAddress}:7882`)
}
