import { execFile } from "node:child_process"
import { writeFileSync } from "node:fs"
import { cpus, loadavg } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)

async function docker(env, args, cwd) {
  const { stdout } = await run("docker", args, { env, cwd })
  return stdout.trim()
}

/** Sizes of the images that the stack uses, as [name, "300 MB"]. */
export async function imageSizes(env) {
  const images = (await docker(env, ["compose", "config", "--images"]))
    .split("\n")
    .filter((name) => !/^node:/.test(name))
  const sizes = [...new Set(images)].sort().map(async (name) => {
    const bytes = Number(await docker(env, ["image", "inspect", "--format", "{{.Size}}", name]))
    return [name, `${Math.round(bytes / 1e6)} MB`]
  })
  return Promise.all(sizes)
}

/** What each container needs while nobody does anything, and all of them, as [service, "54 MB"]. */
export async function idleMemory(env, cwd) {
  const ids = (await docker(env, ["compose", "ps", "-q"], cwd)).split("\n")
  const stats = ["stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}}", ...ids]
  const lines = (await docker(env, stats)).split("\n")
  const used = lines
    .filter((line) => !line.includes("database-port"))
    .map((line) => {
      const [name, amount] = line.split(" ")
      return [name.replace(`${env.COMPOSE_PROJECT_NAME}-`, ""), megabytes(amount)]
    })
    .sort()
  const sum = used.reduce((total, [, each]) => total + each, 0)
  return [...used, ["all", sum]].map(([name, each]) => [name, `${Math.round(each)} MB`])
}

function megabytes(amount) {
  const factor = { B: 1e-6, KiB: 1024 / 1e6, MiB: 1024 ** 2 / 1e6, GiB: 1024 ** 3 / 1e6 }
  const [, number, unit] = /^([\d.]+)(\w+)$/.exec(amount)
  return Number(number) * factor[unit]
}

const intro = `# The containers in figures

From nothing to heard on one's own computer: images built, the stack started, two real browsers call each other through the ports that
it publishes on 127.0.0.1. Then one of two app processes is killed in a call, weak secrets are refused, and rooms, links and people
outlive backup, destruction and restore.

Written by \`npm run test:compose\`: do not edit. How it works: tests/compose.
`

/**
 * Writes docs/containers.md from a whole run that passed.
 * @param {string} root
 * @param {[string, string][]} figures
 * @param {{ passed: number, skipped: number }} sum
 */
export function writePage(root, figures, { passed, skipped }) {
  const load = loadavg()[0].toFixed(0)
  const skippedWords = skipped > 0 ? `, ${skipped} skipped` : ""
  const ran = `${new Date().toISOString().slice(0, 10)}, ${passed} tests passed${skippedWords}. ${cpus().length} processors, load ${load} at the end.`
  const rows = figures.map(([name, value]) => `| ${name} | ${value} |`)
  writeFileSync(join(root, "docs/containers.md"), [intro, ran, "", "| | |", "|---|---|", ...rows, ""].join("\n"))
}
