import { mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs"
import { join } from "node:path"

const LARGEST = 10 * 1024 * 1024

/**
 * Opens a log for appending; a log that has grown past 10 MB is put aside first.
 * @param {string} dir the data folder
 * @param {string} name
 * @returns {{ path: string, fd: number }}
 */
export function openLog(dir, name) {
  mkdirSync(join(dir, "logs"), { recursive: true })
  const path = join(dir, "logs", `${name}.log`)
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(path, `${path}.1`)
  return { path, fd: openSync(path, "a", 0o600) }
}

/**
 * The last lines of a log, for showing with what went wrong.
 * @param {string} path
 * @param {number} [lines]
 * @returns {string[]}
 */
export function tail(path, lines = 8) {
  try {
    const all = readFileSync(path, "utf8").split("\n").filter(Boolean)
    return all.slice(-lines).map((line) => `  ${line.slice(0, 300)}`)
  } catch {
    return []
  }
}
