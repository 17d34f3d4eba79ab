#!/usr/bin/env node
// npm run bench: what things cost, as ratios to a baseline of the same run. A slow machine fails nothing; breakage does.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { callOfFive } from "./bench/call-of-five.mjs"
import { firstSound } from "./bench/first-sound.mjs"
import { createGround } from "./bench/ground.mjs"
import { joining } from "./bench/joining.mjs"
import { lobby } from "./bench/lobby.mjs"
import { pageWork } from "./bench/page-work.mjs"
import { report } from "./bench/report.mjs"
import { door, gate, page } from "./bench/server.mjs"
import { start } from "./bench/start.mjs"

const benches = [start, door, gate, page, lobby, firstSound, pageWork, callOfFive, joining]
const usage = `npm run bench [-- options]
  --only NAME   ${benches.map((bench) => bench.name).join(" | ")} (may be given more than once)
  --pairs N     how often ours and the baseline run in turn (15; fewer where one takes long)
  --json FILE   every value, as data
  --help`

const say = (line) => console.log(line)

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true, default: [] },
      pairs: { type: "string" },
      json: { type: "string" },
      help: { type: "boolean", default: false },
    },
  })
  const unknown = values.only.find((name) => !benches.some((bench) => bench.name === name))
  if (unknown) throw new Error(`There is no measurement "${unknown}"`)
  const pairs = values.pairs === undefined ? undefined : Number(values.pairs)
  if (pairs !== undefined && !(Number.isInteger(pairs) && pairs > 0))
    throw new Error(`"${values.pairs}" is no number of pairs`)
  return { ...values, pairs }
}

const loadNow = () => loadavg()[0].toFixed(1)

async function measure(bench, { ground, pairs }) {
  const before = loadNow()
  try {
    const found = await bench.run({ ground, pairs: pairs ?? bench.pairs })
    if (found.unmeasured) {
      say(`${bench.title}\n  NOT measured: ${found.unmeasured}\n`)
      return { name: bench.name, unmeasured: found.unmeasured }
    }
    const { lines, rows, data } = report(bench, found)
    say(lines.join("\n"))
    say(`    load of the machine: ${before} before, ${loadNow()} after\n`)
    return { ...data, rows }
  } catch (error) {
    say(`${bench.title}\n  could not be measured: ${error?.stack ?? error}\n`)
    return { name: bench.name, broken: String(error) }
  }
}

let options
try {
  options = readOptions()
} catch (error) {
  say(`${error.message}\n${usage}`)
  process.exit(2)
}
if (options.help) {
  say(usage)
  process.exit(0)
}

const dir = mkdtempSync(join(tmpdir(), "earshot-bench-"))
const interrupt = new AbortController()
const ground = createGround({ dir, say, signal: interrupt.signal })
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    interrupt.abort()
    ground.stop().finally(() => process.exit(130))
  })

const machine = { processor: cpus()[0]?.model, processors: availableParallelism(), node: process.versions.node }
say(`${machine.processors} processors (${machine.processor}), Node ${machine.node}, load ${loadNow()}\n`)
const results = []
const chosen = benches.filter((bench) => options.only.length === 0 || options.only.includes(bench.name))
for (const bench of chosen)
  if (!interrupt.signal.aborted) results.push(await measure(bench, { ground, pairs: options.pairs }))
await ground.stop()

if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine, at: new Date(), results }, null, 2)}\n`)
const rows = results.flatMap((result) => result.rows ?? [])
if (rows.length > 0) say(`Rows for docs/performance.md:\n${rows.join("\n")}\n`)
const named = (key) => results.filter((result) => result[key]).map((result) => result.name)
const [broken, unmeasured] = [named("broken"), named("unmeasured")]
const measured = results.length - broken.length - unmeasured.length
say(`${measured} of ${chosen.length} measured`)
if (unmeasured.length > 0) say(`Not measured: ${unmeasured.join(", ")}`)
if (broken.length === 0) rmSync(dir, { recursive: true, force: true })
else say(`Broken: ${broken.join(", ")}. Logs and data of this run: ${dir}`)
process.exit(broken.length === 0 && measured > 0 ? 0 : 1)
