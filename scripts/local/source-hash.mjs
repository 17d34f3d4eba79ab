import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

// To be raised when what a build consists of changes though no source did.
const FORMAT = 1
const FOLDERS = ["app", "components", "lib", "messages", "public"]
const FILES = ["prisma/schema.prisma", "package-lock.json"]
const ROOT_FILES = /^(next\.config|postcss\.config|tsconfig|proxy|instrumentation)\b.*\.(ts|js|mjs|json)$/
const NOT_BUILT = /\.(test\.tsx?|md)$/

/**
 * One word for everything that goes into a build: another word, another build.
 * @param {string} root folder of the project
 */
export function hashSources(root) {
  const hash = createHash("sha256").update(`${FORMAT}\n`)
  for (const path of sources(root)) {
    const content = readOrNothing(join(root, path))
    if (content) hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest("hex").slice(0, 16)
}

/** @param {string} root */
export function hashSchema(root) {
  return createHash("sha256")
    .update(readFileSync(join(root, "prisma/schema.prisma")))
    .digest("hex")
}

function sources(root) {
  const atRoot = readdirSync(root).filter((name) => ROOT_FILES.test(name))
  const inFolders = FOLDERS.flatMap((folder) => filesBelow(root, folder))
  return [...FILES, ...atRoot, ...inFolders].filter((path) => !NOT_BUILT.test(path)).sort()
}

function filesBelow(root, folder) {
  let entries
  try {
    entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
  } catch (error) {
    if (error.code === "ENOENT") return []
    throw error
  }
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
}

function readOrNothing(file) {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error.code === "ENOENT") return undefined
    throw error
  }
}
