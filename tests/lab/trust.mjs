import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { run } from "./command.mjs"

/**
 * Folders for browsers that trust the lab's certificate authority, or only what the world trusts.
 * Chromium reads the store in its HOME, for TURN over TLS too; Firefox the one in its profile.
 * @param {{ dir: string, root: string | null }} options dir: to be made; root: the authority's certificate
 * @returns {{ home: string, profile: string }}
 */
export function makeBrowserFolders({ dir, root }) {
  const home = join(dir, "home")
  const profile = join(dir, "profile")
  for (const store of [join(home, ".pki", "nssdb"), profile]) {
    mkdirSync(store, { recursive: true })
    const certutil = (...args) => run(["certutil", "-d", `sql:${store}`, ...args])
    certutil("-N", "--empty-password")
    if (root) certutil("-A", "-t", "C,,", "-n", "lab", "-i", root)
  }
  return { home, profile }
}
