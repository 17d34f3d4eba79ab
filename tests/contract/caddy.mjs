import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

const FOLDER = join(import.meta.dirname, "..", "..", "edge")

/**
 * Runs the edge of the containers with its real Caddyfile, without a container.
 * @param {object} options
 * @param {string} options.program the program of the image
 * @param {string} options.app url of what stands for the app
 * @param {string} options.livekit url of what stands for LiveKit
 * @param {string} [options.staticRoot]
 * @param {Record<string, string>} [options.env] more of the Caddyfile's variables
 * @returns {Promise<{ base: string, httpPort: number, httpsPort: number, folder: string, data: string, lines(): object[], reload(): Promise<number>, close(): Promise<void> }>}
 */
export async function openCaddy({ program, app, livekit, staticRoot = tmpdir(), env = {} }) {
  const folder = mkdtempSync(join(tmpdir(), "edge-"))
  const [httpPort, httpsPort] = await freePorts(2)
  const settings = {
    ...process.env,
    GODEBUG: "http2xconnect=1",
    XDG_DATA_HOME: join(folder, "data"),
    XDG_CONFIG_HOME: join(folder, "config"),
    EDGE_RUN: folder,
    EDGE_PAGES: join(FOLDER, "pages"),
    EDGE_HTTP_PORT: String(httpPort),
    EDGE_HTTPS_PORT: String(httpsPort),
    APP_UPSTREAM: new URL(app).host,
    LIVEKIT_UPSTREAM: new URL(livekit).host,
    STATIC_ROOT: staticRoot,
    ...env,
  }
  const config = ["--config", join(FOLDER, "Caddyfile"), "--adapter", "caddyfile"]
  const caddy = spawn(program, ["run", ...config], { env: settings, stdio: ["ignore", "pipe", "pipe"] })
  let output = ""
  for (const stream of [caddy.stdout, caddy.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text))
  const ended = new Promise((resolve) => caddy.once("close", resolve))
  await until(() => output.includes('"serving initial configuration"') || caddy.exitCode !== null)
  if (caddy.exitCode !== null) throw new Error(`The edge did not start:\n${output}`)

  return {
    base: `http://127.0.0.1:${httpPort}`,
    httpPort,
    httpsPort,
    folder,
    data: join(folder, "data", "caddy"),
    lines: () => output.split("\n").filter(Boolean).map(parsed),
    reload() {
      const admin = ["--force", "--address", `unix/${folder}/edge-admin.sock`]
      const asked = spawn(program, ["reload", ...config, ...admin], { env: settings, stdio: "ignore" })
      return new Promise((resolve) => asked.once("close", resolve))
    },
    async close() {
      caddy.kill("SIGTERM")
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function parsed(line) {
  try {
    return JSON.parse(line)
  } catch {
    return { msg: line }
  }
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(
    servers.map((server) => new Promise((resolve) => server.listen(0, () => resolve(server.address().port)))),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** Waits until something is true. */
export async function until(holds, patience = 10_000) {
  const limit = performance.now() + patience
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`Not within ${patience} ms: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
