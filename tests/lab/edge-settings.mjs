import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "yaml"
import { server } from "./network.mjs"

const root = join(import.meta.dirname, "..", "..")

/**
 * Caddy's global options for a server, as compose.server.yml has them, with the lab's certificate authority in them.
 * @param {{ authority: { root: string, directory: string }, inner: string }} options inner: what the edge's inner name for
 *   this machine stands for
 */
export function edgeGlobal({ authority, inner }) {
  // Compose's own tags (!reset) mean nothing here.
  const { services } = parse(readFileSync(join(root, "compose.server.yml"), "utf8"), { logLevel: "silent" })
  const text = services.edge.environment.EDGE_GLOBAL.replace(/\$\{EDGE_GLOBAL[^}]*\}/, authorityOption(authority))
  // LiveKit has the inner address' port of this number: the edge cannot take that of every address.
  return text.replaceAll("host.docker.internal", inner).replace(/udp\/\S*:3478/, `udp/${server.address}:3478`)
}

/** @param {{ root: string, directory: string }} authority */
export const authorityOption = (authority) => `acme_ca ${authority.directory}\nacme_ca_root ${authority.root}`
