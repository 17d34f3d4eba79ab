// node scripts/container/copy-packages.mjs TARGET PACKAGE...
// Copies packages with everything they depend on into the node_modules of TARGET: Next.js traces only what the app uses
// of them, and the scripts in the image use more.
import { cpSync, existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

const [target, ...wanted] = process.argv.slice(2)
const done = new Set()

function copy(name, needed) {
  if (done.has(name)) return
  done.add(name)
  const folder = join("node_modules", name)
  // Optional ones are for other systems.
  if (!existsSync(folder) && !needed) return
  cpSync(folder, join(target, folder), { recursive: true })
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  )
  for (const each of Object.keys(dependencies)) copy(each, !(each in optionalDependencies))
}

for (const name of wanted) copy(name, true)
