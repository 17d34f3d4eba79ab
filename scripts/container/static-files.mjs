import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs"
import { join } from "node:path"

const KEPT_MS = 30 * 24 * 3600 * 1000

/**
 * Puts the files of this version beside those of earlier ones: while two versions run, and in pages that have been open
 * for days, browsers ask for both. Names carry a hash of the content, so nothing is ever overwritten by something else.
 * @param {string} from folder of the image
 * @param {string} to the volume that the edge serves
 */
export function publishStatic(from, to) {
  const now = new Date()
  mkdirSync(to, { recursive: true })
  for (const path of filesBelow(from)) {
    if (!existsSync(join(to, path))) cpSync(join(from, path), join(to, path))
    utimesSync(join(to, path), now, now)
  }
  for (const path of filesBelow(to))
    if (now - statSync(join(to, path)).mtime > KEPT_MS) rmSync(join(to, path), { force: true })
}

function filesBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
}
