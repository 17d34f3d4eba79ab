import { readdirSync } from "node:fs"
import { join } from "node:path"
import { runCommand } from "./command.mjs"
import { lastLineCounts, playwrightCounts, sumOf, verdict, vitestCounts } from "./counts.mjs"

const root = join(import.meta.dirname, "..", "..")
const vitest = join(root, "node_modules", "vitest", "vitest.mjs")
const playwright = join(root, "node_modules", "@playwright", "test", "cli.js")

/**
 * The parts of `npm test` in the order they run, what is quick first. Each has a limit of its own in seconds. What needs
 * more than Node.js and browsers (Go, Docker, network namespaces) runs with --full, or when it is named. A part in shards
 * runs them side by side, each on a stack of its own; it holds what needs browsers and is not timed.
 */
export const parts = [
  { name: "rules", limitSeconds: 120, needs: [], run: runVitest },
  { name: "unit", limitSeconds: 180, needs: [], run: runVitest },
  { name: "integration", limitSeconds: 600, fullSeconds: 3_600, needs: ["stack"], run: runVitest },
  {
    name: "pages",
    shards: 2,
    limitSeconds: 900,
    fullSeconds: 3_600,
    needs: ["stack", "browsers"],
    run: runPlaywright,
  },
  { name: "e2e", limitSeconds: 1_500, fullSeconds: 6 * 3_600, needs: ["stack", "browsers"], run: runPlaywright },
  { name: "contract", limitSeconds: 1_200, onlyInFull: true, needs: [], run: runVitest },
  { name: "compose", limitSeconds: 5_400, onlyInFull: true, needs: [], run: runProgram },
  { name: "lab", limitSeconds: 10_800, onlyInFull: true, needs: [], run: runProgram },
]

const untimed = ["access", "account", "devices", "mail-account", "operator"].map((name) => `${name}.spec.ts`)
const endToEnd = join(root, "tests", "e2e")
const isSpec = (file) => file.endsWith(".spec.ts") && !untimed.includes(file)
const specs = { pages: untimed, e2e: readdirSync(endToEnd).filter(isSpec) }

/** Each a runner of its own that closes with "N passed, N failed". */
const programs = {
  compose: ["tests/compose/run.mjs", "--before", "HEAD~1"],
  lab: ["tests/lab/run.mjs"],
}

/**
 * Runs one part and counts its tests.
 * @param {{ name: string, limitSeconds: number, fullSeconds?: number, run: Function }} part
 * @param {{ envs: object[], dir: string, full: boolean, grep?: string }} options envs: one for each shard; dir: where its
 *   report goes
 * @returns {Promise<{ passed: number, failed: number, skipped: number, output: string }>} output: what its tool printed
 */
export async function runPart(part, { envs, dir, full, grep }) {
  const limitSeconds = full ? (part.fullSeconds ?? part.limitSeconds) : part.limitSeconds
  const shards = await Promise.all(
    envs.map((env, index) => {
      const shard = envs.length > 1 ? `${index + 1}/${envs.length}` : undefined
      return part.run(part.name, { env, dir, grep, limitSeconds, shard })
    }),
  )
  if (shards.some(({ result }) => result.timedOut))
    console.log(`${part.name}: ended after its limit of ${limitSeconds} s`)
  const code = Math.max(...shards.map(({ result }) => result.code))
  const counts = sumOf(shards.map((shard) => shard.counts))
  return { ...verdict(counts, code), output: shards.map(({ result }) => result.output).join("\n") }
}

async function runVitest(name, { env, dir, grep, limitSeconds }) {
  const report = join(dir, `${name}.json`)
  const command = [process.execPath, vitest, "run", "--project", name]
  command.push("--reporter=verbose", "--reporter=json", `--outputFile.json=${report}`)
  if (grep) command.push("--testNamePattern", grep, "--passWithNoTests")
  const result = await runCommand(command, { cwd: root, env, limitSeconds, echo: true })
  return { counts: vitestCounts(report), result }
}

async function runPlaywright(name, { env, dir, grep, limitSeconds, shard }) {
  const place = join(dir, shard ? `${name}-${shard.replace("/", "-of-")}` : name)
  const report = `${place}.json`
  const command = [process.execPath, playwright, "test", "--reporter=list,json"]
  command.push(...specs[name].map((file) => join(endToEnd, file)))
  if (shard) command.push(`--shard=${shard}`)
  // The other shard may have them.
  if (grep) command.push("--grep", grep, "--pass-with-no-tests")
  const places = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, EARSHOT_RESULTS: `${place}-results` }
  const result = await runCommand(command, { cwd: root, env: { ...env, ...places }, limitSeconds, echo: true })
  return { counts: playwrightCounts(report), result }
}

async function runProgram(name, { env, grep, limitSeconds }) {
  const command = [process.execPath, ...programs[name], ...(grep ? ["--grep", grep] : [])]
  const result = await runCommand(command, { cwd: root, env, limitSeconds, echo: true })
  return { counts: lastLineCounts(result.output), result }
}
