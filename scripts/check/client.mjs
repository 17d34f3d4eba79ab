import { sourceFiles } from "./files.mjs"
import { cruise } from "./modules.mjs"
import { hasDirective, parse, runtimeImports } from "./syntax.mjs"

const serverOnly = [
  /^lib\/(db|env|log|events|jobs|rate-limit|action|route|page)([.]ts$|\/)/,
  /^lib\/[^/]+\/data([.]ts$|\/)/,
  /^lib\/[^/]+\/jobs[.]ts$/,
  /^lib\/(auth|livekit)\//,
  /^prisma\//,
  /(^|\/)node_modules\/(livekit-server-sdk|pg|pino|@prisma|@node-rs)\//,
]

/**
 * What a "use client" file reaches by imports is sent to the browser: no data, no database, no environment.
 * A "use server" file is where the way ends, because the build replaces it by a call. Types do not count.
 * @param {string} root absolute path of the project
 * @returns {Promise<string[]>}
 */
export async function client(root) {
  const graph = await cruise(root)
  const resolved = new Map(
    graph.modules.map(({ source, dependencies }) => [
      source,
      new Map(dependencies.map((one) => [one.module, one.resolved])),
    ]),
  )
  const files = new Set(sourceFiles(root))
  const treeOf = (path) => (files.has(path) ? parse(root, path) : null)
  const next = (path) =>
    runtimeImports(treeOf(path)).map((name) => ({ name, path: resolved.get(path)?.get(name) ?? name }))

  const problems = []
  for (const start of files) {
    if (!hasDirective(treeOf(start), "use client")) continue
    const seen = new Set([start])
    const queue = [[start]]
    for (let way = queue.shift(); way; way = queue.shift()) {
      for (const target of next(way[way.length - 1])) {
        if (seen.has(target.path) || hasDirective(treeOf(target.path), "use server")) continue
        seen.add(target.path)
        if (target.name === "server-only" || serverOnly.some((rule) => rule.test(target.path)))
          problems.push(`${start}: brings ${target.path} into the browser (${[...way, target.path].join(" -> ")})`)
        else if (files.has(target.path)) queue.push([...way, target.path])
      }
    }
  }
  return problems
}
