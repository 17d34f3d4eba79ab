import { isTest, sourceFiles } from "./files.mjs"
import { parse, walk } from "./syntax.mjs"

const spoken = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-placeholder",
  "aria-roledescription",
  "aria-valuetext",
  "label",
  "placeholder",
  "title",
])
const sayers = new Set(["announce", "toast"])
const letters = /\p{L}/u
const brand = /\bEarshot\b/g

/**
 * Every word people read comes from messages/. Looked at: text and strings between tags, attributes that are read out or
 * shown, titles of pages, what is announced. Key caps (<kbd>) and the brand in a page's title are no words.
 */
export function literals(root) {
  const problems = []
  for (const path of sourceFiles(root)) {
    if (!/^(app|components)\//.test(path) || isTest(path)) continue
    const tree = parse(root, path)
    const report = (node, text) =>
      problems.push(`${path}:${tree.lineOf(node)}: "${text.trim().slice(0, 40)}" belongs in messages/`)
    const check = (node) => {
      for (const text of textsOf(node)) if (letters.test(text)) report(node, text)
    }
    walk(tree?.body ?? [], (node) => {
      if (node.type === "JSXElement") {
        if (node.opening.name.value === "kbd") return false
        node.children.forEach(check)
      }
      if (node.type === "JSXFragment") node.children.forEach(check)
      if (node.type === "JSXAttribute" && spoken.has(nameOf(node)) && node.value) check(node.value)
      if (node.type === "CallExpression" && sayers.has(node.callee.value)) check(node.arguments[0]?.expression)
      if (node.type === "KeyValueProperty" && path.startsWith("app/") && /^(title|description)$/.test(node.key.value))
        for (const text of textsOf(node.value)) if (letters.test(text.replace(brand, ""))) report(node.key, text)
    })
  }
  return problems
}

const nameOf = ({ name }) => (name.type === "JSXNamespacedName" ? "" : name.value)

/** The strings an expression can turn out to be, as far as they stand there. */
function textsOf(node) {
  switch (node?.type) {
    case "JSXText":
    case "StringLiteral":
      return [node.value]
    case "TemplateLiteral":
      return node.quasis.map((part) => part.cooked ?? "")
    case "JSXExpressionContainer":
    case "ParenthesisExpression":
      return textsOf(node.expression)
    case "ConditionalExpression":
      return [...textsOf(node.consequent), ...textsOf(node.alternate)]
    case "BinaryExpression":
      // Of `a && "x"`, `a ?? "x"` and `a + "x"` the strings count; of a comparison none is shown.
      return ["&&", "||", "??", "+"].includes(node.operator) ? [...textsOf(node.left), ...textsOf(node.right)] : []
    default:
      return []
  }
}
