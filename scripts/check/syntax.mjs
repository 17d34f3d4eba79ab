import { parseSync } from "@swc/core"
import { read } from "./files.mjs"

const trees = new Map()

/**
 * The syntax tree of one source file, and a function from a byte position in it to a line number.
 * A file that does not parse has no tree: Biome and tsc say what is wrong with it.
 * @param {string} root absolute path of the project
 * @param {string} path relative to the root
 * @returns {{ body: object[], lineOf: (node: { span: { start: number } }) => number } | null}
 */
export function parse(root, path) {
  const text = read(root, path)
  const key = `${root}\n${path}`
  const known = trees.get(key)
  if (known?.text === text) return known.tree
  const tree = parsed(path, text)
  trees.set(key, { text, tree })
  return tree
}

function parsed(path, text) {
  const typescript = /\.tsx?$/.test(path)
  const jsx = /x$/.test(path)
  try {
    const { body } = parseSync(
      text,
      typescript ? { syntax: "typescript", tsx: jsx, decorators: true } : { syntax: "ecmascript", jsx: true },
    )
    const bytes = Buffer.from(text)
    const lineOf = (node) => {
      let line = 1
      // swc counts bytes, not characters, and starts at 1.
      for (let i = 0; i < node.span.start - 1; i++) if (bytes[i] === 10) line++
      return line
    }
    return { body, lineOf }
  } catch {
    return null
  }
}

/**
 * Calls `visit(node, ancestors)` for every node below `start`, parents first. Returning false skips what is inside.
 */
export function walk(start, visit, ancestors = []) {
  if (Array.isArray(start)) {
    for (const child of start) walk(child, visit, ancestors)
    return
  }
  if (start === null || typeof start !== "object") return
  const isNode = typeof start.type === "string"
  if (isNode && visit(start, ancestors) === false) return
  const inside = isNode ? [...ancestors, start] : ancestors
  for (const [key, value] of Object.entries(start)) if (key !== "span" && value) walk(value, visit, inside)
}

/** The text of a string literal or of a template without holes, else null. */
export function literalOf(node) {
  if (node?.type === "StringLiteral") return node.value
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0) return node.quasis[0].cooked ?? ""
  if (node?.type === "ParenthesisExpression") return literalOf(node.expression)
  return null
}

/** Does the file start with this directive ("use client", "use server")? */
export function hasDirective(tree, directive) {
  for (const statement of tree?.body ?? []) {
    if (statement.type !== "ExpressionStatement" || statement.expression.type !== "StringLiteral") return false
    if (statement.expression.value === directive) return true
  }
  return false
}

/** What a file imports at run time: types vanish in the build, so `import type` is left out. */
export function runtimeImports(tree) {
  const found = new Set()
  const isType = (list) => list.length > 0 && list.every((one) => one.isTypeOnly)
  walk(tree?.body ?? [], (node) => {
    if (node.type === "ImportDeclaration" && !node.typeOnly && !isType(node.specifiers)) found.add(node.source.value)
    if (node.type === "ExportAllDeclaration" && !node.typeOnly) found.add(node.source.value)
    if (node.type === "ExportNamedDeclaration" && node.source && !node.typeOnly) found.add(node.source.value)
    if (node.type === "CallExpression" && node.callee.type === "Import") {
      const name = literalOf(node.arguments[0]?.expression)
      if (name !== null) found.add(name)
    }
  })
  return [...found]
}
