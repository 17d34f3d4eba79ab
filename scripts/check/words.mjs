import { exists, isTest, sourceFiles } from "./files.mjs"
import { messagesOf } from "./messages.mjs"
import { parse, walk } from "./syntax.mjs"
import { messageUses } from "./translators.mjs"

/**
 * Code and messages fit: every key that code names exists, every key that exists is named, every error code has words.
 * A key may be chosen at run time in three ways that can be followed: `a ? "x" : "y"`; a template with a fixed part,
 * t(`codes.${code}`); a variable alone, t(code), of a translator that is used for nothing else, so that its namespace
 * holds what the variable may be: const codes = useTranslations("errors.codes").
 */
export function words(root) {
  if (!exists(root, "messages/en.json")) return ["messages/en.json: missing"]
  const keys = [...messagesOf(root, "en").keys()]
  const used = new Set()
  const problems = []
  for (const path of sourceFiles(root).filter((one) => !isTest(one) && !one.startsWith("scripts/"))) {
    for (const { key, raw, line } of messageUses(root, path)) {
      if (key === null || key.startsWith("*")) {
        problems.push(
          `${path}:${line}: this key cannot be followed; write t("key"), t(\`fixed.\${part}\`), or give it a namespace of its own`,
        )
        continue
      }
      const found = keys.filter(matcher(key, raw))
      if (found.length === 0) problems.push(`${path}:${line}: ${key} is not in messages/en.json`)
      for (const one of found) used.add(one)
    }
  }
  for (const key of keys) if (!used.has(key)) problems.push(`messages/en.json: ${key} is used nowhere`)
  return [...problems, ...errorWords(root, new Set(keys))]
}

function matcher(key, raw) {
  const pattern = key.split("*").map((part) => part.replace(/[.]/g, "[.]"))
  const whole = new RegExp(`^${pattern.join("[^.]+")}${raw ? "([.].+)?" : ""}$`)
  return (one) => whole.test(one)
}

function errorWords(root, keys) {
  if (!exists(root, "lib/errors.ts")) return []
  const codes = errorCodes(parse(root, "lib/errors.ts"))
  if (codes.length === 0) return ["lib/errors.ts: found no list of codes with a status each"]
  const spoken = [...keys].filter((key) => key.startsWith("errors.codes.")).map((key) => key.slice(13))
  return [
    ...codes
      .filter((code) => !spoken.includes(code))
      .map((code) => `messages/en.json: errors.codes.${code} is missing`),
    ...spoken.filter((code) => !codes.includes(code)).map((code) => `messages/en.json: no such error code: ${code}`),
  ]
}

/** The closed list is the object whose every value is an HTTP status, or holds one. */
function errorCodes(tree) {
  const codes = []
  walk(tree?.body ?? [], (node) => {
    if (node.type !== "ObjectExpression" || node.properties.length < 2) return
    if (!node.properties.every((one) => isStatus(one.value) || hasStatus(one.value))) return
    codes.push(...node.properties.map((one) => one.key.value))
    return false
  })
  return codes
}

const isStatus = (node) => node?.type === "NumericLiteral" && node.value >= 400 && node.value < 600
const hasStatus = (node) =>
  node?.type === "ObjectExpression" && node.properties.some((one) => one.key?.value === "status" && isStatus(one.value))
