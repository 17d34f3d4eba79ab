import { readdirSync } from "node:fs"
import { join } from "node:path"
import { runCommand } from "./command.mjs"
import {
  lastLineCounts,
  playwrightCounts,
  playwrightFailures,
  verdict,
  vitestCounts,
  vitestFailures,
} from "./counts.mjs"

const root = join(import.meta.dirname, "..", "..")
const vitest = join(root, "node_modules", "vitest", "vitest.mjs")
const playwright = join(root, "node_modules", "@playwright", "test", "cli.js")

/**
 * The parts of `npm test` in the order they run, what is quick first. Each has a limit of its own in seconds. What needs
 * more than Node.js and browsers (Go, Docker, network namespaces) runs with --full, or when it is named.
 */
export const parts = [
  { name: "rules", limitSeconds: 120, needs: [], run: runVitest },
  { name: "unit", limitSeconds: 180, needs: [], run: runVitest },
  { name: "integration", limitSeconds: 600, fullSeconds: 3_600, needs: ["stack"], run: runVitest },
  { name: "pages", limitSeconds: 900, fullSeconds: 3_600, needs: ["stack", "browsers"], run: runPlaywright },
  { name: "e2e", limitSeconds: 1_500, fullSeconds: 6 * 3_600, needs: ["stack", "browsers"], run: runPlaywright },
  { name: "contract", limitSeconds: 1_200, onlyInFull: true, needs: [], run: runVitest },
  { name: "compose", limitSeconds: 5_400, onlyInFull: true, needs: [], run: runProgram },
  { name: "lab", limitSeconds: 10_800, onlyInFull: true, needs: [], run: runProgram },
]

const endToEnd = join(root, "tests", "e2e")
/** What people see and press; everything else is about the sound. */
const pages = ["access", "account", "devices", "mail-account", "operator"].map((name) => `${name}.spec.ts`)
const isOther = (file) => file.endsWith(".spec.ts") && !pages.includes(file)
const specs = { pages, e2e: readdirSync(endToEnd).filter(isOther) }

/** Each a runner of its own that closes with "N passed, N failed". */
const programs = {
  compose: ["tests/compose/run.mjs", "--before", "HEAD~1"],
  lab: ["tests/lab/run.mjs"],
}

/**
 * Runs one part and counts its tests.
 * @param {{ name: string, limitSeconds: number, fullSeconds?: number, run: Function }} part
 * @param {{ env: object, dir: string, full: boolean, grep?: string }} options dir: where its report goes
 * @returns {Promise<import("./counts.mjs").Counts & { output: string, failures: import("./counts.mjs").Failure[] }>}
 *   output: what its tool printed
 */
export async function runPart(part, { env, dir, full, grep }) {
  const limitSeconds = full ? (part.fullSeconds ?? part.limitSeconds) : part.limitSeconds
  const { counts, failures, result } = await part.run(part.name, { env, dir, grep, limitSeconds })
  if (result.timedOut) console.log(`${part.name}: ended after its limit of ${limitSeconds} s`)
  return { ...verdict(counts, result.code), output: result.output, failures: failures ?? [] }
}

async function runVitest(name, { env, dir, grep, limitSeconds }) {
  const report = join(dir, `${name}.json`)
  const command = [process.execPath, vitest, "run", "--project", name]
  command.push("--reporter=verbose", "--reporter=json", `--outputFile.json=${report}`)
  if (grep) command.push("--testNamePattern", grep, "--passWithNoTests")
  const result = await runCommand(command, { cwd: root, env, limitSeconds, echo: true })
  return { counts: vitestCounts(report), failures: vitestFailures(report), result }
}

async function runPlaywright(name, { env, dir, grep, limitSeconds }) {
  const report = join(dir, `${name}.json`)
  const command = [process.execPath, playwright, "test", "--reporter=list,json"]
  command.push(...specs[name].map((file) => join(endToEnd, file)))
  if (grep) command.push("--grep", grep)
  const places = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, EARSHOT_RESULTS: join(dir, `${name}-results`) }
  const result = await runCommand(command, { cwd: root, env: { ...env, ...places }, limitSeconds, echo: true })
  return { counts: playwrightCounts(report), failures: playwrightFailures(report), result }
}

async function runProgram(name, { env, grep, limitSeconds }) {
  const command = [process.execPath, ...programs[name], ...(grep ? ["--grep", grep] : [])]
  const result = await runCommand(command, { cwd: root, env, limitSeconds, echo: true })
  return { counts: lastLineCounts(result.output), result }
}
