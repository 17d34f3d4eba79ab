import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { LIVEKIT_VERSION } from "../local/livekit-binary.mjs"

const root = join(import.meta.dirname, "..", "..")

/**
 * What a run was made with: a figure holds for these versions.
 * @param {Record<string, string>} env EARSHOT_CHROMIUM and EARSHOT_FIREFOX where they are not Playwright's
 * @returns {Promise<Record<string, string>>} by name, in the order they are told
 */
export async function versionsOf(env) {
  const playwright = await import("@playwright/test")
  const { version } = JSON.parse(readFileSync(join(root, "node_modules", "livekit-client", "package.json"), "utf8"))
  return {
    Chromium: said(env.EARSHOT_CHROMIUM ?? playwright.chromium.executablePath()),
    Firefox: said(env.EARSHOT_FIREFOX ?? playwright.firefox.executablePath()),
    "livekit-server": LIVEKIT_VERSION,
    "livekit-client": version,
    "Node.js": process.versions.node,
    Machine: `${process.platform} ${process.arch}, ${availableParallelism()} processors`,
  }
}

function said(path) {
  try {
    const words = execFileSync(path, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
    return words.match(/\d+\.[\d.]+\w*/)?.[0] ?? "unknown"
  } catch {
    return "unknown"
  }
}
