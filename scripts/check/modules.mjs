import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { sourceFiles } from "./files.mjs"
import { parse, runtimeImports } from "./syntax.mjs"

const project = join(import.meta.dirname, "..", "..")
const cruiser = join(project, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs")
const jsx = join(import.meta.dirname, "swc-reads-tsx.cjs")
const rules = join(project, ".dependency-cruiser.mjs")

/**
 * Reads the import graph of a project with dependency-cruiser and the fences of .dependency-cruiser.mjs.
 * @param {string} root absolute path of the project
 * @returns {Promise<{ modules: object[], summary: { violations: object[] } }>}
 * @throws when the cruiser itself cannot run
 */
export async function cruise(root) {
  // Its exit code is the number of violations, so only the JSON tells a fault of the tool from a fault of the code.
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--require", jsx, cruiser, "--config", rules, "--output-type", "json", ...sourceFiles(root)],
    { cwd: root, maxBuffer: 1 << 28 },
  ).catch((error) => error)
  try {
    return JSON.parse(stdout)
  } catch {
    throw new Error(`dependency-cruiser gave no answer\n${stderr ?? ""}`)
  }
}

/** Breaches of the fences, and of the promise that everything was read. */
export async function modules(root) {
  const graph = await cruise(root)
  return [...unread(root, graph), ...breaches(graph)]
}

/**
 * What the cruiser did not read: files it left out, and imports it did not see in those it listed. Without this, a
 * cruiser that reads nothing would report a house without faults.
 * @param {string} root
 * @param {{ modules: { source: string, dependencies: { module: string }[] }[] }} graph
 */
export function unread(root, graph) {
  // Its name for Node's own modules has no prefix.
  const plain = (name) => name.replace(/^node:/, "")
  const seen = new Map(graph.modules.map((one) => [one.source, one.dependencies.map(({ module }) => plain(module))]))
  const files = sourceFiles(root)
  const left = files.filter((path) => !seen.has(path))
  if (left.length > 0)
    return [`dependency-cruiser read ${files.length - left.length} of ${files.length} files: not ${left[0]}`]
  return files.flatMap((path) =>
    runtimeImports(parse(root, path))
      .filter((name) => !seen.get(path).includes(plain(name)))
      .map((name) => `${path}: dependency-cruiser did not see the import of ${name}`),
  )
}

function breaches(graph) {
  const said = new Map(graph.summary.ruleSetUsed?.forbidden.map((rule) => [rule.name, rule.comment]) ?? [])
  return graph.summary.violations.map(({ from, to, rule, cycle }) => {
    const path = cycle?.length ? cycle.map((step) => step.name).join(" -> ") : to
    return `${from} -> ${path}: ${rule.name} (${said.get(rule.name) ?? "fence"})`
  })
}
