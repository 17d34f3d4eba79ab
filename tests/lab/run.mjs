#!/usr/bin/env node
// npm run test:lab [-- options]: people behind firewalls in a network of their own, and the server they call. As root.
//   --server KIND  how the server runs, may be given more than once; otherwise each in turn:
//                  containers  compose.server.yml by the engine of tests/compose, which moves to the lab's server meanwhile
//                  processes   the same programs without containers: what is set up wrongly is done to these
//                  hairpin     processes behind a NAT that sends back what is meant for its own public address
//                  nohairpin   behind one that does not
//                  rule        the same with the cure that the product names
//   --grep TEXT    only tests whose title matches
//   --keep         leave the lab standing at the end of each until Ctrl-C
// With EARSHOT_FULL=1 (npm test -- --full --only lab) each fault befalls the server five times.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { findBrowsers } from "../../scripts/test/browsers.mjs"
import { endRunning } from "../../scripts/test/command.mjs"
import { writeFaults } from "../../scripts/test/fault-table.mjs"
import { readFigures } from "../../scripts/test/figures.mjs"
import { startSoundServer } from "../../scripts/test/sound-server.mjs"
import { findCaddy } from "./caddy.mjs"
import { openNetwork } from "./network.mjs"
import { writeNetworksPage } from "./networks-page.mjs"
import { installPackages } from "./packages.mjs"
import { natKinds } from "./server-nat.mjs"
import { playStage } from "./stage.mjs"

const root = join(import.meta.dirname, "..", "..")
const say = (line) => console.log(line)
const kinds = ["containers", "processes", ...Object.keys(natKinds)]

const { values: options } = parseArgs({
  options: {
    server: { type: "string", multiple: true, default: kinds },
    grep: { type: "string" },
    keep: { type: "boolean" },
  },
})
const unknown = options.server.find((kind) => !kinds.includes(kind))
if (unknown) {
  say(`There is no server "${unknown}"; there are ${kinds.join(", ")}`)
  process.exit(2)
}

const dir = mkdtempSync(join(tmpdir(), "earshot-lab-"))
const network = openNetwork({ prefix: process.env.LAB_PREFIX })
const stops = []
let interrupted = false

async function stop() {
  for (const each of stops.splice(0).reverse()) await each()
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    interrupted = true
    endRunning()
  })

async function findInstruments() {
  await installPackages(say)
  const { env, pulseaudio, missing } = await findBrowsers({ say })
  if (missing.length > 0) throw new Error(missing.join("\n"))
  const sound = pulseaudio && (await startSoundServer(pulseaudio, dir))
  if (sound) stops.push(sound.stop)
  if (network.exists())
    throw new Error("A lab stands already: node tests/lab/netlab.mjs down, or name another one in LAB_PREFIX.")
  return { caddy: await findCaddy(say), browsers: { ...env, ...sound?.env } }
}

const sum = { passed: 0, failed: 0, skipped: 0 }
try {
  const instruments = await findInstruments()
  for (const kind of options.server) {
    if (interrupted) throw new Error("stopped")
    say(`\n== server: ${kind}`)
    const started = performance.now()
    const { counts, output, figures } = await playStage({ kind, dir, network, options, say, ...instruments })
    for (const key of Object.keys(sum)) sum[key] += counts[key]
    const { passed, failed, skipped } = counts
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    say(`${kind}: ${passed} passed, ${failed} failed, ${skipped} not for it, ${seconds} s`)
    if (failed === 0 && !options.grep)
      say(await writeNetworksPage({ root, kind, passed, output, figures, browsers: instruments.browsers }))
    // Containers make the same sound; two rows for one thing would only ask which to believe.
    if (failed === 0 && kind === "processes")
      say(writeFaults({ root, run: readFigures(output), date: new Date(), place: "lab", whole: !options.grep }))
  }
} catch (error) {
  sum.failed += 1
  say([error.message, ...(error.todo ?? [])].join("\n  "))
} finally {
  await stop()
}
const good = sum.failed === 0 && sum.passed > 0
if (good) rmSync(dir, { recursive: true, force: true })
else say(`Logs and data of this run: ${dir}`)
say(`${sum.passed} passed, ${sum.failed} failed`)
process.exit(good ? 0 : 1)
