import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { runCommand } from "../../scripts/test/command.mjs"
import { authorityOption } from "./edge-settings.mjs"
import { server } from "./network.mjs"

const root = join(import.meta.dirname, "..", "..")
const kit = join(root, "tests", "compose")
const engine = join(kit, "engine.sh")

const pauseMs = 5000

/** What befalls one container, see control.mjs. Returns when it is killed or paused, or has restarted. */
async function befall({ name, how, compose, env }) {
  if (how === "restart") return must(compose("restart", name), { env })
  if (how === "kill") {
    const { output: id } = await must(compose("ps", "-q", name), { env })
    const { output: pid } = await must(["docker", "inspect", "--format", "{{.State.Pid}}", id.trim()], { env })
    // From outside, as the kernel does: what "docker kill" ends is not started again.
    return process.kill(Number(pid), "SIGKILL")
  }
  await must(compose("pause", name), { env })
  setTimeout(() => must(compose("unpause", name), { env }).catch(console.error), pauseMs)
}

async function must(command, { env = process.env, limitSeconds = 600 } = {}) {
  const result = await runCommand(command, { cwd: root, env, limitSeconds })
  if (result.code !== 0) throw new Error(`${command.join(" ")}: ${result.output.trim().slice(-2000)}`)
  return result
}

/**
 * Images of the stack as they are now, by the engine of tests/compose while it still has the machine's network: they are
 * built from packages.
 * @returns {Promise<Record<string, string>>} environment that points docker at that engine
 * @throws when the engine has containers running: moving it would end them
 */
export async function buildImages({ say }) {
  await must([join(kit, "up.sh")], { limitSeconds: 2400 })
  const script = `. ${join(kit, "lab.sh")} && printf '%s\\n' "$DOCKER_HOST" "$DOCKER_CONFIG" "$PATH"`
  const [host, config, path] = execFileSync("bash", ["-c", script], { encoding: "utf8" }).split("\n")
  const env = { ...process.env, DOCKER_HOST: host, DOCKER_CONFIG: config, PATH: path, COMPOSE_DISABLE_ENV_FILE: "1" }
  const { output } = await must(["docker", "ps", "-q"], { env })
  if (output.trim()) throw new Error("The engine has containers running; the lab would end them. Stop them first.")
  say("building images")
  await must(["docker", "compose", "build"], { env, limitSeconds: 2400 })
  return env
}

/**
 * The server of the lab in containers: compose.server.yml by an engine that has moved into the server's namespace.
 * @param {{ network: ReturnType<import("./network.mjs").openNetwork>, authority: { root: string, directory: string },
 *   env: Record<string, string>, say: (line: string) => void }} options env: of buildImages
 * @returns {ReturnType<typeof import("./server.mjs").startProcesses>}
 */
export async function startContainers({ network, authority, env: docker, say }) {
  const env = {
    ...docker,
    COMPOSE_PROJECT_NAME: `earshot-${network.prefix}`,
    COMPOSE_FILE: "docker-compose.yml:compose.server.yml:tests/lab/compose.lab.yml",
    PUBLIC_HOST: server.name,
    EDGE_GLOBAL: authorityOption({ ...authority, root: "/lab-root.crt" }),
    EARSHOT_LAB_ROOT: authority.root,
  }
  const compose = (...args) => ["docker", "compose", ...args]
  const stop = async () => {
    await runCommand(compose("down", "-v", "--timeout", "10"), { cwd: root, env, limitSeconds: 120 })
    await runCommand([engine, "start"], { limitSeconds: 60 })
  }
  await must([engine, "start", network.space("srv")], { limitSeconds: 90 })
  try {
    const up = await runCommand(compose("up", "-d", "--wait", "--pull", "never"), { cwd: root, env, limitSeconds: 300 })
    const logs = await must(compose("logs", "--no-log-prefix", "init", "app"), { env })
    if (up.code !== 0) {
      const edge = await must(compose("logs", "--tail", "15", "edge", "livekit"), { env })
      throw new Error([up.output.slice(-1500), logs.output.slice(-1500), edge.output].join("\n"))
    }
    const setupLink = /https:\S+\/setup\/\S+/.exec(logs.output)?.[0]
    for (const line of logs.output.split("\n").filter((one) => one.includes(server.address))) say(`  ${line}`)
    const figures = { "up --wait, with the certificate": `${up.seconds.toFixed(1)} s` }
    return { setupLink, figures, verbs: { fault: ({ name, how }) => befall({ name, how, compose, env }) }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
