import { readFileSync } from "node:fs"
import { join } from "node:path"
import { runTool } from "./run-tool.mjs"

/**
 * Are the dependencies of the lock file installed? Compared with what npm has noted down about its last installation, so
 * that an `npm install` by hand counts as well.
 * @param {string} root folder of the project
 */
export function isInstalled(root) {
  const wanted = readPackages(join(root, "package-lock.json"))
  const present = readPackages(join(root, "node_modules", ".package-lock.json"))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true
    const installed = present[path]
    // Packages for other systems are in the lock file, too.
    if (!installed) return entry.optional === true || entry.peer === true
    return installed.version === entry.version
  })
}

/**
 * `npm install`, with what building and the local database need.
 * @param {string} root
 * @param {string} logDir
 * @param {AbortSignal} signal
 */
export function installDependencies(root, logDir, signal) {
  return runTool({
    title: "npm install",
    command: "npm",
    args: ["install", "--no-audit", "--no-fund", "--include=dev"],
    cwd: root,
    logDir,
    logName: "npm-install",
    signal,
    todo: ["Mostly the network is the reason. Start again when it is there; what has been fetched is kept."],
  })
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages
  } catch {
    return undefined
  }
}
