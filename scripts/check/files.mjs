import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"

const skippedFolders = new Set([
  "node_modules",
  "generated",
  "test-results",
  "playwright-report",
  "coverage",
  "pictures",
])
const skippedDots = /^\.(?!ci$|github$)/

/**
 * Every file of the project that people write, as paths relative to the root, sorted.
 * Walks the disk rather than asking git, so that a file is checked before it is added.
 * @param {string} root absolute path of the project
 * @returns {string[]}
 */
export function projectFiles(root) {
  const found = []
  const enter = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (skippedFolders.has(entry.name)) continue
      if (entry.isDirectory()) {
        if (!skippedDots.test(entry.name)) enter(path)
      } else if (entry.name !== "next-env.d.ts") found.push(path)
    }
  }
  enter("")
  return found.sort()
}

/** Files that TypeScript or Node would run; declaration files hold no code. */
export function sourceFiles(root) {
  return projectFiles(root).filter((path) => /\.(tsx?|mjs|cjs|jsx?)$/.test(path) && !path.endsWith(".d.ts"))
}

/** Tests may do what the code may not: reach into layers, assert types, read the environment. */
export const isTest = (path) => path.startsWith("tests/") || /\.test\.(tsx?|mjs)$/.test(path)

export const read = (root, path) => readFileSync(join(root, path), "utf8")

export function exists(root, path) {
  return statSync(join(root, path), { throwIfNoEntry: false }) !== undefined
}
