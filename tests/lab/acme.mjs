import { spawn } from "node:child_process"
import { existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { openLog, tail } from "../../scripts/local/log-file.mjs"
import { other } from "./network.mjs"

/**
 * The lab's certificate authority on a host of its own. The network's `down` ends it.
 * @param {{ network: ReturnType<import("./network.mjs").openNetwork>, caddy: string, dir: string }} options
 * @returns {Promise<{ root: string, directory: string }>} root: file of its certificate; directory: its ACME address
 */
export async function startAuthority({ network, caddy, dir }) {
  const data = join(dir, "authority")
  mkdirSync(data, { recursive: true })
  const log = openLog(dir, "authority")
  const config = join(import.meta.dirname, "acme.Caddyfile")
  const [program, ...args] = network.inside("other", [caddy, "run", "--adapter", "caddyfile", "--config", config])
  const env = { ...process.env, XDG_DATA_HOME: data, XDG_CONFIG_HOME: data, HOME: data }
  spawn(program, args, { env, stdio: ["ignore", log.fd, log.fd] }).unref()
  const root = join(data, "caddy", "pki", "authorities", "local", "root.crt")
  for (let tries = 0; tries < 150; tries++) {
    if (existsSync(root)) return { root, directory: `https://${other.name}:8444/acme/local/directory` }
    await wait(100)
  }
  throw new Error(["The lab's certificate authority did not start:", ...tail(log.path)].join("\n"))
}
