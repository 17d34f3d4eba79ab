#!/usr/bin/env node
// npm run test:lab [-- options]: people behind firewalls in a network of their own, and the server they call. As root.
//   --compose      the server in containers, by the engine of tests/compose, which moves to the lab's server meanwhile
//   --nat KIND     the server behind a NAT that is hairpin, nohairpin, or nohairpin with the cure: rule
//   --grep TEXT    only tests whose title matches
//   --keep         leave the lab standing at the end
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { findBrowsers } from "../../scripts/test/browsers.mjs"
import { endRunning, runCommand } from "../../scripts/test/command.mjs"
import { playwrightCounts, verdict } from "../../scripts/test/counts.mjs"
import { startSoundServer } from "../../scripts/test/sound-server.mjs"
import { startAuthority } from "./acme.mjs"
import { findCaddy } from "./caddy.mjs"
import { startControl } from "./control.mjs"
import { openNetwork } from "./network.mjs"
import { checkModes } from "./network-check.mjs"
import { writeNetworksPage } from "./networks-page.mjs"
import { installPackages } from "./packages.mjs"
import { startProcesses } from "./server.mjs"
import { buildImages, startContainers } from "./server-containers.mjs"
import { natKinds } from "./server-nat.mjs"

const root = join(import.meta.dirname, "..", "..")
const say = (line) => console.log(line)
const limitSeconds = 3_000

const { values: options } = parseArgs({
  options: {
    compose: { type: "boolean" },
    nat: { type: "string" },
    grep: { type: "string" },
    keep: { type: "boolean" },
  },
})
if (options.nat && !(options.nat in natKinds)) {
  say(`--nat is one of ${Object.keys(natKinds).join(", ")}`)
  process.exit(2)
}
const dir = mkdtempSync(join(tmpdir(), "earshot-lab-"))
const network = openNetwork({ prefix: process.env.LAB_PREFIX })
const stops = []
let stopping

function stop() {
  stopping ??= (async () => {
    endRunning()
    for (const each of stops.splice(0).reverse()) await each()
  })()
  return stopping
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop().then(() => process.exit(130)))

async function makeGround() {
  await installPackages(say)
  const { env: browsers, pulseaudio, missing } = await findBrowsers({ say })
  if (missing.length > 0) throw new Error(missing.join("\n"))
  const sound = pulseaudio && (await startSoundServer(pulseaudio, dir))
  if (sound) stops.push(sound.stop)
  const caddy = await findCaddy(say)
  const docker = options.compose ? await buildImages({ say }) : undefined
  if (network.exists())
    throw new Error("A lab stands already: node tests/lab/netlab.mjs down, or name another one in LAB_PREFIX.")
  stops.push(network.down)
  await network.up({ nat: options.nat })
  const authority = await startAuthority({ network, caddy, dir })
  return { caddy, authority, docker, browsers: { ...browsers, ...sound?.env } }
}

async function checkNetwork() {
  const results = await checkModes(network)
  const bad = results.filter(({ wanted, got }) => wanted !== got).map(({ mode, got }) => `${mode} lets ${got} through`)
  if (bad.length > 0) throw new Error(`The lab's firewalls do not do what they should: ${bad.join(", ")}`)
}

function startServer({ caddy, authority, docker }) {
  if (docker) return startContainers({ network, authority, env: docker, say })
  return startProcesses({ network, caddy, dir, authority, nat: options.nat, say })
}

async function runTests({ server, authority, browsers, controlUrl }) {
  const report = join(dir, "report.json")
  const results = join(dir, "results")
  mkdirSync(results)
  const cli = join(root, "node_modules", "@playwright", "test", "cli.js")
  const command = [process.execPath, cli, "test", "--config", join(import.meta.dirname, "playwright.config.ts")]
  command.push(options.nat ? "nat" : "--grep-invert=behind a NAT")
  command.push("--reporter=list,json", ...(options.grep ? ["--grep", options.grep] : []))
  const env = {
    ...process.env,
    ...browsers,
    LAB_PREFIX: network.prefix,
    EARSHOT_CONTROL: controlUrl,
    EARSHOT_LAB_ROOT: authority.root,
    EARSHOT_LAB_NAT: options.nat ?? "",
    EARSHOT_LAB_SERVER: options.compose ? "compose" : "processes",
    EARSHOT_SETUP_LINK: server.setupLink ?? "",
    EARSHOT_RESULTS: results,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { FORCE_COLOR: "0" }),
  }
  const { code, output } = await runCommand(command, { cwd: root, env, limitSeconds, echo: true })
  return { ...verdict(playwrightCounts(report), code), output }
}

let sum = { passed: 0, failed: 1, skipped: 0 }
try {
  const ground = await makeGround()
  await checkNetwork()
  const server = await startServer(ground)
  stops.push(server.stop)
  const control = await startControl(server.verbs)
  stops.push(control.close)
  for (const [name, value] of Object.entries(server.figures)) say(`FIGURE server | ${name} | ${value}`)
  sum = await runTests({ server, controlUrl: control.url, ...ground })
  if (sum.failed === 0 && !options.grep) say(await writeNetworksPage({ root, sum, server, options, ground }))
} catch (error) {
  say([error.message, ...(error.todo ?? [])].join("\n  "))
} finally {
  if (options.keep) {
    say("The lab stands until Ctrl-C.")
    await new Promise((done) => process.once("SIGINT", done))
  }
  await stop()
}
const good = sum.failed === 0 && sum.passed > 0
if (good) rmSync(dir, { recursive: true, force: true })
else say(`Logs and data of this run: ${dir}`)
say(`${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ""}`)
process.exit(good ? 0 : 1)
