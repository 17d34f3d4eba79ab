import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { run } from "./command.mjs"

const accept = ["-j", "ACCEPT"]
const drop = ["-j", "DROP"]
const fromInside = ["-i", "lan"]
const tcp443 = [...fromInside, "-p", "tcp", "--dport", "443"]

/** What each kind of network forwards, in the order of the rules; whatever is not named is dropped. */
const forwards = {
  open: [[...fromInside, ...accept]],
  /** As open, but the NAT takes another port for every destination. */
  symmetric: [[...fromInside, ...accept]],
  "udp-blocked": [
    ["-p", "udp", ...drop],
    [...fromInside, ...accept],
  ],
  "tcp443-only": [[...tcp443, ...accept]],
  /** The same, but what is refused is refused at once. */
  "tcp443-reject": [
    [...tcp443, ...accept],
    [...fromInside, "-p", "tcp", "-j", "REJECT", "--reject-with", "tcp-reset"],
    [...fromInside, "-j", "REJECT"],
  ],
  /** Signalling is lost, media stays. */
  "udp-only": [
    ["-p", "tcp", ...drop],
    [...fromInside, ...accept],
  ],
  offline: [],
}

export const modes = Object.keys(forwards)

/**
 * Makes a client's firewall one of `modes`. In mid-call as well: flows opened under the old rules are cut.
 * @param {{ prefix: string, dir: string, client: string, mode: string }} options
 * @throws when there is no such mode
 */
export function setFirewall({ prefix, dir, client, mode }) {
  const rules = forwards[mode]
  if (!rules) throw new Error(`There is no mode "${mode}"; there are ${modes.join(", ")}`)
  const inside = ["ip", "netns", "exec", `${prefix}-fw${client}`]
  const table = (...args) => run([...inside, "iptables", "-w", ...args])
  table("-F", "FORWARD")
  table("-t", "nat", "-F", "POSTROUTING")
  const another = mode === "symmetric" ? ["--random-fully"] : []
  table("-t", "nat", "-A", "POSTROUTING", "-o", "wan", "-j", "MASQUERADE", ...another)
  for (const rule of rules) table("-A", "FORWARD", ...rule)
  table("-A", "FORWARD", "-i", "wan", "-m", "conntrack", "--ctstate", "ESTABLISHED,RELATED", ...accept)
  run([...inside, "conntrack", "-F"], { may: true })
  writeFileSync(join(dir, `${client}.mode`), mode)
}
