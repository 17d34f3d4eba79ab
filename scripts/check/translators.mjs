import { literalOf, parse, walk } from "./syntax.mjs"

const functions = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression", "ClassMethod"])
const makers = new Set(["useTranslations", "getTranslations", "createTranslator"])
const methods = new Set(["rich", "markup", "has", "raw"])

/**
 * Every use of a message in one file. `key` is a full key, in which `*` stands for one hole of a template:
 * t(`errors.${code}`) under "call" is `call.errors.*`. `key` is null where the code chooses in a way that cannot be read.
 * @returns {{ key: string | null, raw: boolean, line: number }[]}
 */
export function messageUses(root, path) {
  const tree = parse(root, path)
  const scopes = new Map()
  const uses = []
  const scopeOf = (ancestors) => ancestors.findLast((node) => functions.has(node.type)) ?? tree

  const declare = (scope, name, namespace) => {
    if (!scopes.has(scope)) scopes.set(scope, new Map())
    scopes.get(scope).set(name, namespace)
  }

  const aliases = translatorTypes(tree)
  walk(tree?.body ?? [], (node, ancestors) => {
    if (functions.has(node.type)) {
      for (const [name, namespace] of handedIn(node, aliases)) declare(node, name, namespace)
    }
    if (node.type !== "VariableDeclarator" || !node.init) return
    for (const [name, call] of translators(node)) {
      const namespace = namespaceOf(call)
      if (namespace === null) uses.push({ key: null, raw: false, line: tree.lineOf(call) })
      declare(scopeOf(ancestors), name, namespace)
    }
  })

  const mixed = new Set()
  const bare = []
  walk(tree?.body ?? [], (node, ancestors) => {
    if (node.type !== "CallExpression") return
    const called = calledTranslator(node.callee)
    if (!called) return
    const scope = [tree, ...ancestors].findLast((one) => scopes.get(one)?.has(called.name))
    const namespace = called.maker ? namespaceOf(called.maker) : scope && scopes.get(scope).get(called.name)
    if (namespace === undefined || namespace === null) return
    const translator = called.maker ?? `${scope.span?.start} ${called.name}`
    for (const key of keysOf(node.arguments[0]?.expression)) {
      const use = { key: fullKey(namespace, key), raw: called.method === "raw", line: tree.lineOf(node) }
      if (key === null) bare.push({ use, translator, namespace })
      else mixed.add(translator)
      uses.push(use)
    }
  })
  // A variable alone can be any key of the namespace: fine where the namespace is there for nothing else.
  for (const { use, translator, namespace } of bare) if (namespace && !mixed.has(translator)) use.key = `${namespace}.*`
  return uses
}

const fullKey = (namespace, key) => (key === null ? null : [namespace, key].filter(Boolean).join("."))

const unwrap = (node) =>
  node?.type === "AwaitExpression"
    ? unwrap(node.argument)
    : node?.type === "ParenthesisExpression"
      ? unwrap(node.expression)
      : node

const isMaker = (node) =>
  node?.type === "CallExpression" && node.callee.type === "Identifier" && makers.has(node.callee.value)

/** `const t = ...` and `const [t, other] = await Promise.all([...])`. */
function translators({ id, init }) {
  const value = unwrap(init)
  if (id.type === "Identifier") return isMaker(value) ? [[id.value, value]] : []
  const list = value?.type === "CallExpression" ? value.arguments[0]?.expression : null
  if (id.type !== "ArrayPattern" || list?.type !== "ArrayExpression") return []
  return id.elements.flatMap((element, i) => {
    const made = unwrap(list.elements[i]?.expression)
    return element?.type === "Identifier" && isMaker(made) ? [[element.value, made]] : []
  })
}

/** A function may be handed a translator when the type says which: ReturnType<typeof useTranslations<"call">>. */
function handedIn(fn, aliases) {
  return (fn.params ?? []).flatMap((param) => {
    const { type, value, typeAnnotation } = param.pat ?? param
    const namespace = type === "Identifier" ? namespaceOfType(typeAnnotation?.typeAnnotation, aliases) : undefined
    return namespace === undefined ? [] : [[value, namespace]]
  })
}

function translatorTypes(tree) {
  const aliases = new Map()
  walk(tree?.body ?? [], (node) => {
    if (node.type !== "TsTypeAliasDeclaration") return
    const namespace = namespaceOfType(node.typeAnnotation, aliases)
    if (namespace !== undefined) aliases.set(node.id.value, namespace)
  })
  return aliases
}

function namespaceOfType(type, aliases) {
  if (type?.type !== "TsTypeReference") return undefined
  const [query] = type.typeParams?.params ?? []
  if (!query) return aliases.get(type.typeName.value)
  if (type.typeName.value !== "ReturnType" || !makers.has(query.exprName?.value)) return undefined
  return query.typeArguments?.params[0]?.literal?.value ?? ""
}

function namespaceOf(call) {
  const first = call.arguments[0]?.expression
  if (!first) return ""
  if (first.type !== "ObjectExpression") return literalOf(first)
  const named = first.properties.find((one) => one.key?.value === "namespace")
  return named ? literalOf(named.value) : ""
}

function calledTranslator(callee) {
  const target = unwrap(callee)
  if (target.type === "Identifier") return { name: target.value }
  if (isMaker(target)) return { maker: target }
  if (target.type !== "MemberExpression" || !methods.has(target.property.value)) return null
  return target.object.type === "Identifier" ? { name: target.object.value, method: target.property.value } : null
}

function keysOf(node) {
  const literal = literalOf(node)
  if (literal !== null) return [literal]
  if (node?.type === "ParenthesisExpression") return keysOf(node.expression)
  if (node?.type === "ConditionalExpression") return [...keysOf(node.consequent), ...keysOf(node.alternate)]
  if (node?.type === "TemplateLiteral") return [node.quasis.map((part) => part.cooked).join("*")]
  return [null]
}
