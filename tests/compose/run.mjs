#!/usr/bin/env node
// npm run test:compose [-- options]: the containers as people run them, from nothing to heard. Closes with "N passed, N failed".
//   --before COMMIT   builds that version's images too, and proves the update from it
//   --keep            leaves the stack running and says how to reach it
//   --grep TEXT       only tests whose title matches
// Uses the machine's Docker. Where there is none, as root on Debian, it brings an engine of its own (tests/compose/up.sh).
import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { findBrowsers } from "../../scripts/test/browsers.mjs"
import { endRunning, runCommand } from "../../scripts/test/command.mjs"
import { playwrightCounts, verdict } from "../../scripts/test/counts.mjs"
import { idleMemory, imageSizes, writePage } from "./figures.mjs"

const here = import.meta.dirname
const root = join(here, "..", "..")
const playwright = join(root, "node_modules", "@playwright", "test", "cli.js")
const { values: options } = parseArgs({
  options: { before: { type: "string" }, keep: { type: "boolean" }, grep: { type: "string" } },
})
const say = (line) => console.log(line)
const dir = mkdtempSync(join(tmpdir(), "earshot-compose-"))
const figures = []
let interrupted = false
const figure = (name, value) => {
  figures.push([name, value])
  say(`FIGURE compose | ${name} | ${value}`)
}

/** Points `docker` at an engine: the machine's own, or the lab's. */
async function findEngine() {
  const own = await runCommand(["docker", "compose", "version"], { limitSeconds: 20 })
  const answers = own.code === 0 && (await runCommand(["docker", "info"], { limitSeconds: 30 })).code === 0
  if (answers) return { env: {}, pull: [], stop: async () => {} }
  const lab = (script) => ["bash", "-c", `. ${join(here, "lab.sh")} && ${script}`]
  const running = (await runCommand([join(here, "engine.sh"), "status"], { limitSeconds: 30 })).code === 0
  await must([join(here, "up.sh")], { limitSeconds: 2400 })
  const [host, config, path] = execFileSync(...split(lab('printf "%s\\n" "$DOCKER_HOST" "$DOCKER_CONFIG" "$PATH"')))
    .toString()
    .split("\n")
  return {
    env: { DOCKER_HOST: host, DOCKER_CONFIG: config, PATH: path },
    // Its images are stand-ins: no registry has them.
    pull: ["--pull", "never"],
    stop: async () => {
      if (!running && !options.keep) await runCommand([join(here, "engine.sh"), "stop"], { limitSeconds: 60 })
    },
  }
}

const split = ([command, ...args]) => [command, args]

async function must(command, { env = process.env, limitSeconds = 900, echo = true } = {}) {
  const result = await runCommand(command, { cwd: root, env, limitSeconds, echo })
  if (result.code !== 0)
    throw new Error(`${command.join(" ")}: exit code ${result.code}\n${result.output.slice(-3000)}`)
  return result
}

function freePort() {
  return new Promise((done) => {
    const server = createServer()
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

async function buildBefore(commit, env) {
  const archive = `git archive --format=tar ${commit} | docker build -q -t earshot-app:before -`
  await must(["bash", "-o", "pipefail", "-c", archive], { env, limitSeconds: 2400 })
  return "before"
}

/** How soon something is heard comes first; what destroys the stack last. */
function parts() {
  if (options.grep) return [["--config", here, "--grep", options.grep]]
  const first = "two people hear each other"
  return [
    ["--config", here, "--grep", first],
    ["journey", "--project=chromium"],
    ["--config", here, "--grep-invert", first],
  ]
}

async function test(env, args, report) {
  const command = [process.execPath, playwright, "test", ...args, "--reporter=list,json"]
  const places = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, EARSHOT_RESULTS: join(dir, "results") }
  const result = await runCommand(command, { cwd: root, env: { ...env, ...places }, limitSeconds: 2400, echo: true })
  for (const [, name, value] of result.output.matchAll(/^FIGURE compose \| (.+?) \| (.+)$/gm))
    figures.push([name, value])
  return verdict(playwrightCounts(report), result.code)
}

async function run() {
  const engine = await findEngine()
  const [http, database] = [await freePort(), await freePort()]
  const env = {
    ...process.env,
    ...engine.env,
    // Whatever .env in this folder says is about another stack.
    COMPOSE_DISABLE_ENV_FILE: "1",
    COMPOSE_PROJECT_NAME: `earshot-test-${process.pid}`,
    COMPOSE_FILE: "docker-compose.yml:tests/compose/compose.test.yml",
    HTTP_PORT: String(http),
    EARSHOT_TEST_DATABASE_PORT: String(database),
    LAN_IP: "",
  }
  const compose = (...args) => ["docker", "compose", ...args]
  const browsers = await findBrowsers({ say })
  const failed = { passed: 0, failed: 1, skipped: 0 }
  try {
    const built = await must(compose("build"), { env, limitSeconds: 2400 })
    figure("build, with what the engine had cached", `${built.seconds.toFixed(0)} s`)
    const before = options.before ? await buildBefore(options.before, env) : ""
    const upAt = Date.now()
    const up = await must(compose("up", "-d", "--wait", ...engine.pull), { env })
    figure("up --wait, until all services are healthy", `${up.seconds.toFixed(1)} s`)
    for (const [name, size] of await imageSizes(env)) figure(`image ${name}`, size)
    for (const [name, size] of await idleMemory(env)) figure(`memory, idle: ${name}`, size)
    const logs = await must(compose("logs", "--no-log-prefix", "app"), { env, echo: false })
    const link = /http:\S+\/setup\/\S+/.exec(logs.output)?.[0]
    if (!link) throw new Error("docker compose logs app shows no set-up link")
    const given = {
      ...env,
      ...browsers.env,
      EARSHOT_URL: new URL(link).origin,
      EARSHOT_SETUP_LINK: link,
      DATABASE_URL: `postgresql://earshot@127.0.0.1:${database}/earshot`,
      EARSHOT_UP_AT: String(upAt),
      EARSHOT_BEFORE: before,
    }
    const counts = []
    for (const [index, args] of parts().entries())
      counts.push(await test(given, args, join(dir, `report-${index}.json`)))
    if (options.keep) say(`Kept: ${link}`)
    return counts
  } catch (error) {
    say(String(error?.message ?? error))
    await runCommand(compose("logs", "--tail", "30"), { cwd: root, env, limitSeconds: 60, echo: true })
    return [failed]
  } finally {
    if (!options.keep) await runCommand(compose("down", "-v", "--timeout", "15"), { cwd: root, env, limitSeconds: 120 })
    await engine.stop()
  }
}

for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    say("stopping")
    interrupted = true
    endRunning()
  })

const counts = await run()
const sum = (key) => counts.reduce((total, each) => total + each[key], 0)
say("")
for (const [name, value] of figures) say(`${name.padEnd(64)} ${value}`)
const good = sum("failed") === 0 && sum("passed") > 0 && !interrupted
if (good && !options.grep) writePage(root, figures, { passed: sum("passed"), skipped: sum("skipped") })
if (good) rmSync(dir, { recursive: true, force: true })
else say(`What was recorded: ${dir}`)
say(`${sum("passed")} passed, ${sum("failed")} failed`)
process.exit(good ? 0 : 1)
