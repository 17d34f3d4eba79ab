import { isTest, projectFiles, read, sourceFiles } from "./files.mjs"
import { literalOf, parse, walk } from "./syntax.mjs"

const allowed = (path) =>
  path === "lib/env.ts" || /^[^/]+\.(m?js|cjs|ts)$/.test(path) || /^scripts\//.test(path) || isTest(path)
// Next decides by it, before any module is read, which runtime the file is for.
const runtimeGate = (path, name) => path === "instrumentation.ts" && name === "NEXT_RUNTIME"

/**
 * The environment is read and checked once, in lib/env.ts. Nothing is compiled into the page: one published image must
 * be configurable at start, so NEXT_PUBLIC_ names do not exist.
 */
export function environment(root) {
  const problems = []
  for (const path of sourceFiles(root)) {
    if (allowed(path) && !rootAppFile(path)) continue
    const tree = parse(root, path)
    walk(tree?.body ?? [], (node, ancestors) => {
      if (!readsEnvironment(node)) return
      const name = ancestors[ancestors.length - 1]?.property?.value
      if (!runtimeGate(path, name)) problems.push(`${path}:${tree.lineOf(node)}: process.env outside lib/env.ts`)
    })
  }
  for (const path of projectFiles(root)) {
    if (!/\.(tsx?|mjs|cjs|jsx?|json|ya?ml|example)$|(^|\/)(Dockerfile|\.env.*)$/.test(path)) continue
    if (path === "package-lock.json" || path.startsWith("scripts/check/") || path.startsWith("tests/rules/")) continue
    if (read(root, path).includes("NEXT_PUBLIC_")) problems.push(`${path}: NEXT_PUBLIC_ would be fixed at build time`)
  }
  return problems
}

const rootAppFile = (path) => path === "instrumentation.ts" || path === "proxy.ts"

function readsEnvironment(node) {
  if (node.type === "MemberExpression" && node.object.type === "Identifier" && node.object.value === "process") {
    const { property } = node
    return property.value === "env" || (property.type === "Computed" && literalOf(property.expression) === "env")
  }
  if (node.type === "VariableDeclarator" && node.id.type === "ObjectPattern")
    return node.init?.type === "Identifier" && node.init.value === "process"
  return node.type === "ImportDeclaration" && /^(node:)?process$/.test(node.source.value)
}
