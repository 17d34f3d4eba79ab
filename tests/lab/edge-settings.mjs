import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "yaml"

const root = join(import.meta.dirname, "..", "..")

/**
 * Caddy's global options for a server, as compose.server.yml has them, with the lab's certificate authority in them.
 * @param {{ authority: { root: string, directory: string }, inner: string, own: string }} options inner: what the edge's inner
 *   name for this machine stands for; own: the address that packets from outside arrive at
 */
export function edgeGlobal({ authority, inner, own }) {
  // Compose's own tags (!reset) mean nothing here.
  const { services } = parse(readFileSync(join(root, "compose.server.yml"), "utf8"), { logLevel: "silent" })
  const text = services.edge.environment.EDGE_GLOBAL.replace(/\$\{EDGE_GLOBAL[^}]*\}/, authorityOption(authority))
  // In containers, init finds out the address and writes it down.
  return text.replaceAll("host.docker.internal", inner).replace(/\{file\.[^}]*own-address\}/, own)
}

/** @param {{ root: string, directory: string }} authority */
export const authorityOption = (authority) => `acme_ca ${authority.directory}\nacme_ca_root ${authority.root}`
