import { isTest, sourceFiles } from "./files.mjs"
import { parse, walk } from "./syntax.mjs"

/**
 * `as` tells the compiler to look away; `as const` and `satisfies` do not. Allowed in tests, and in lib/ids.ts, where
 * plain strings become ids. (`any` and `!` are Biome's.)
 */
export function types(root) {
  const problems = []
  for (const path of sourceFiles(root)) {
    if (!/\.tsx?$/.test(path) || isTest(path) || path === "lib/ids.ts") continue
    const tree = parse(root, path)
    walk(tree?.body ?? [], (node) => {
      if (node.type === "TsAsExpression" || node.type === "TsTypeAssertion")
        problems.push(`${path}:${tree.lineOf(node)}: a type assertion; narrow or parse instead`)
    })
  }
  return problems
}
