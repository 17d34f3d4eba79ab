import { execFileSync } from "node:child_process"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { runCommand } from "../../scripts/test/command.mjs"
import { idleMemory } from "../compose/figures.mjs"
import { authorityOption } from "./edge-settings.mjs"
import { server } from "./network.mjs"

const root = join(import.meta.dirname, "..", "..")
const kit = join(root, "tests", "compose")
const engine = join(kit, "engine.sh")

const pauseMs = 5000

/** What befalls one container, see control.mjs. Returns when it is killed or paused, or has restarted. */
async function befall({ name, how }, docker) {
  if (how === "restart") return docker("compose", "restart", name)
  if (how === "kill") {
    const { output: id } = await docker("compose", "ps", "-q", name)
    const { output: pid } = await docker("inspect", "--format", "{{.State.Pid}}", id.trim())
    // From outside, as the kernel does: what "docker kill" ends is not started again.
    return process.kill(Number(pid), "SIGKILL")
  }
  await docker("compose", "pause", name)
  setTimeout(() => docker("compose", "unpause", name).catch(console.error), pauseMs)
}

async function must(command, { cwd = root, env = process.env, limitSeconds = 600 } = {}) {
  const result = await runCommand(command, { cwd, env, limitSeconds })
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
  const env = { ...process.env, DOCKER_HOST: host, DOCKER_CONFIG: config, PATH: path }
  const { output } = await must(["docker", "ps", "-q"], { env })
  if (output.trim()) throw new Error("The engine has containers running; the lab would end them. Stop them first.")
  say("building images")
  // Whatever .env in this folder says is about another stack.
  await must(["docker", "compose", "build"], { env: { ...env, COMPOSE_DISABLE_ENV_FILE: "1" }, limitSeconds: 2400 })
  return env
}

/** What README.md tells the owner of a server to type, line by line. */
function readmeLines() {
  const part = readFileSync(join(root, "README.md"), "utf8").split("## On a server of your own")[1] ?? ""
  const [, block = ""] = /^```sh\n(.*?)^```$/ms.exec(part) ?? []
  return block.trim().split("\n")
}

/** A clone as it would be of the files as they are now. */
async function copyProject(folder) {
  mkdirSync(folder)
  const files = "git ls-files -z --cached --others --exclude-standard"
  await must(["bash", "-o", "pipefail", "-c", `${files} | tar --null -T - -cf - | tar -xf - -C '${folder}'`])
}

/**
 * The server of the lab in containers, set up by the README's own lines, by an engine that has moved into the server's
 * namespace. Only the host's name is the lab's, and the lab's certificate authority and names are added.
 * @param {{ network: ReturnType<import("./network.mjs").openNetwork>, authority: { root: string, directory: string },
 *   env: Record<string, string>, dir: string, say: (line: string) => void }} options env: of buildImages
 * @returns {ReturnType<typeof import("./server.mjs").startProcesses>}
 */
export async function startContainers({ network, authority, env: engineEnv, dir, say }) {
  const cwd = join(dir, "clone")
  await copyProject(cwd)
  const env = {
    ...engineEnv,
    COMPOSE_PROJECT_NAME: `earshot-${network.prefix}`,
    EDGE_GLOBAL: authorityOption({ ...authority, root: "/lab-root.crt" }),
    EARSHOT_LAB_ROOT: authority.root,
  }
  const docker = (...args) => must(["docker", ...args], { cwd, env, limitSeconds: 120 })
  const stop = async () => {
    await docker("compose", "down", "-v", "--timeout", "10").catch(({ message }) => say(message))
    await runCommand([engine, "start"], { limitSeconds: 60 })
  }
  await must([engine, "start", network.space("srv")], { limitSeconds: 90 })
  try {
    const type = async (line) => {
      const typed = line.replaceAll("meet.example.org", server.name)
      say(`  $ ${typed}`)
      return must(["sh", "-c", typed], { cwd, env })
    }
    const [settings, ...lines] = readmeLines()
    await type(settings)
    const file = join(cwd, ".env")
    writeFileSync(file, readFileSync(file, "utf8").replace(/^(COMPOSE_FILE=.*)$/m, "$1:tests/lab/compose.lab.yml"))
    let seconds = 0
    let output = ""
    for (const line of lines) {
      const typed = await type(line)
      seconds += typed.seconds
      output += typed.output
    }
    const setupLink = /https:\S+\/setup\/\S+/.exec(output)?.[0]
    if (!setupLink) throw new Error(`The README's lines show no set-up link:\n${output.slice(-3000)}`)
    for (const line of output.split("\n").filter((one) => one.includes(server.address))) say(`  ${line}`)
    const figures = {
      "the README's lines, images built, with the certificate": `${seconds.toFixed(1)} s`,
      "memory of the idle stack": (await idleMemory(env, cwd)).map(([name, size]) => `${name} ${size}`).join(", "),
    }
    return { setupLink, figures, verbs: { fault: (what) => befall(what, docker) }, stop }
  } catch (error) {
    const said = await docker("compose", "logs", "--tail", "15").catch(() => ({ output: "" }))
    await stop()
    throw new Error(`${error.message}\n${said.output.slice(-4000)}`)
  }
}
