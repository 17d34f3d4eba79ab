#!/usr/bin/env node
// npm test: every proof, from a fresh clone, on a stack of its own. Closes with "N passed, N failed".
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { installDependencies, isInstalled } from "./local/install.mjs"
import { endRunning } from "./test/command.mjs"
import { failuresInWords } from "./test/counts.mjs"
import { createGround } from "./test/ground.mjs"
import { readOptions, usage } from "./test/options.mjs"
import { parts, runPart } from "./test/parts.mjs"
import { writeSoundPage } from "./test/write-sound-page.mjs"

const root = join(import.meta.dirname, "..")
const say = (line) => console.log(line)
const dir = mkdtempSync(join(tmpdir(), "earshot-test-"))
const ground = createGround({ dir, say })
// The tools write into our pipe and cannot see what we write to.
const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1", FORCE_COLOR: undefined }
const interrupt = new AbortController()

async function run({ only, grep, full, figures }) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  const output = {}
  const failures = []
  const chosen = parts.filter((part) => (only.length > 0 ? only.includes(part.name) : full || !part.onlyInFull))
  for (const part of chosen) {
    const started = performance.now()
    const counts = interrupt.signal.aborted ? notRun : await attempt(part, { grep, full })
    for (const key of Object.keys(sum)) sum[key] += counts[key]
    output[part.name] = counts.output
    failures.push(...counts.failures)
    say(`${part.name}: ${told(counts)}  ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
  }
  if (full || figures) say(await writeSoundPage({ root, dir, ground, output, sum, grep, full }).catch(inWords))
  return { ...sum, failures }
}

const notRun = { passed: 0, failed: 1, skipped: 0, failures: [] }

async function attempt(part, { grep, full }) {
  try {
    const given = await ground.env(part.needs, part.name)
    const env = { ...process.env, ...colours, ...given, EARSHOT_FULL: full ? "1" : "" }
    return await runPart(part, { env, dir, full, grep })
  } catch (error) {
    say(`${part.name} could not run: ${inWords(error)}`)
    return notRun
  }
}

/** A problem comes with what to do; anything else is a fault, and where it happened helps. */
function inWords(error) {
  if (error?.name === "AbortError") return "stopped"
  return Array.isArray(error?.todo) ? [error.message, ...error.todo].join("\n  ") : String(error?.stack ?? error)
}

function told({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`
}

for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    // The second time whoever asks has waited long enough.
    if (interrupt.signal.aborted) process.exit(130)
    interrupt.abort()
    endRunning()
    ground.stop()
  })

let options
try {
  options = readOptions(process.argv.slice(2))
} catch (error) {
  say(`${error.message}\n${usage}`)
  process.exit(2)
}
if (options.help) {
  say(usage)
  process.exit(0)
}

let sum = notRun
try {
  if (!isInstalled(root)) {
    say("installing dependencies")
    await installDependencies(root, join(root, ".cache"), interrupt.signal)
  }
  sum = await run(options)
} catch (error) {
  say(inWords(error))
} finally {
  await ground.stop()
}
const good = sum.failed === 0 && sum.passed > 0 && !interrupt.signal.aborted
if (good) rmSync(dir, { recursive: true, force: true })
else say(`Logs and data of this run: ${dir}`)
for (const line of failuresInWords(sum.failures)) say(line)
say(`${sum.passed} passed, ${sum.failed} failed`)
process.exit(good ? 0 : 1)
