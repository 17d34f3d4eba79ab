import { parse as parseIcu, TYPE } from "@formatjs/icu-messageformat-parser"
import { exists, read } from "./files.mjs"

export const locales = ["en", "ru"]

/**
 * Flat messages of one language: "lobby.join" -> "Join".
 * @returns {Map<string, string>}
 */
export function messagesOf(root, locale) {
  const flat = new Map()
  const enter = (value, path) => {
    if (value && typeof value === "object" && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) enter(inner, path ? `${path}.${key}` : key)
    else flat.set(path, value)
  }
  enter(JSON.parse(read(root, `messages/${locale}.json`)), "")
  return flat
}

/** Both languages say the same things: same keys, same arguments, valid ICU with every plural form of the language. */
export function messages(root) {
  const missing = locales.filter((locale) => !exists(root, `messages/${locale}.json`))
  if (missing.length > 0) return missing.map((locale) => `messages/${locale}.json: missing`)
  const problems = []
  const said = locales.map((locale) => readLocale(root, locale, problems))
  const keys = new Set(said.flatMap((map) => [...map.keys()]))
  for (const key of keys) {
    const here = said.map((map) => map.get(key))
    const lacking = locales.filter((_, i) => !here[i])
    for (const locale of lacking) problems.push(`messages/${locale}.json: ${key} is missing`)
    if (lacking.length === 0 && new Set(here.map((one) => one.join(", "))).size > 1)
      problems.push(
        `messages: ${key} has other arguments in ${locales.map((l, i) => `${l} {${here[i]}}`).join(" and ")}`,
      )
  }
  return problems
}

function readLocale(root, locale, problems) {
  const understood = new Map()
  for (const [key, text] of messagesOf(root, locale)) {
    const report = (what) => problems.push(`messages/${locale}.json: ${key} ${what}`)
    if (typeof text !== "string" || text.trim() === "") report("is not a text")
    understood.set(key, typeof text === "string" ? argumentsOf(text, locale, report) : [])
  }
  return understood
}

function argumentsOf(text, locale, report) {
  const found = new Set()
  const enter = (parts) => {
    for (const part of parts) {
      if (part.type === TYPE.literal || part.type === TYPE.pound) continue
      if (part.type === TYPE.tag) {
        found.add(`<${part.value}>`)
        enter(part.children)
        continue
      }
      found.add(part.type === TYPE.select ? `${part.value}: ${Object.keys(part.options).sort().join("|")}` : part.value)
      if (part.type === TYPE.plural)
        for (const form of lackingForms(part, locale)) report(`lacks the plural form "${form}"`)
      for (const option of Object.values(part.options ?? {})) enter(option.value)
    }
  }
  try {
    enter(parseIcu(text))
  } catch (error) {
    report(`is not valid ICU: ${error.message}`)
  }
  return [...found].sort()
}

function lackingForms({ options, pluralType }, locale) {
  const { pluralCategories } = new Intl.PluralRules(locale, { type: pluralType }).resolvedOptions()
  return pluralCategories.filter((form) => !(form in options))
}
