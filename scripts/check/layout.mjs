import { lstatSync } from "node:fs"
import { basename, extname, join } from "node:path"
import { projectFiles, read } from "./files.mjs"
import { platformFolders } from "./platform.mjs"

const maxLines = 250
const maxDepth = 2
const counted = /\.(tsx?|mjs|cjs|jsx?|css|html|go|sh|prisma)$/
const uncounted = /^(prisma\/migrations|docs)\//
const drawers = /^(utils?|helpers?|common|misc|index)(\.|$)/
// README, LICENSE and the like are called as everybody calls them.
const kebab = /^([a-z0-9]+(-[a-z0-9]+)*|[A-Z]+)$/
const domainNames = /^(schema|rules|data|actions|jobs)(\.test)?\.ts$|^mail(\.test)?\.tsx$/
const sourceRoots = /^(app|components|lib|i18n|scripts|tests)\//

/** Sizes, names and places of files, as the architecture has them. */
export function layout(root) {
  return projectFiles(root).flatMap((path) => [...size(root, path), ...name(path), ...place(path), ...mode(root, path)])
}

function size(root, path) {
  if (!counted.test(path) || uncounted.test(path)) return []
  const lines = read(root, path).trimEnd().split("\n").length
  return lines > maxLines ? [`${path}: ${lines} lines, at most ${maxLines}`] : []
}

function name(path) {
  if (!sourceRoots.test(path)) return []
  const file = basename(path)
  const parts = path.split("/").slice(1, -1)
  const drawer = [...parts, file].find((part) => drawers.test(part))
  if (drawer) return [`${path}: "${drawer}" is a drawer; name the file after what is in it`]
  // A folder in brackets is a parameter, named like a variable; parentheses, _ and @ are signs for Next.
  const folders = parts.filter((part) => !part.startsWith("[")).map((part) => part.replace(/^[(_@]|\)$/g, ""))
  const stem = file.replace(/^\.+/, "").slice(0, -extname(file).length || undefined)
  const words = [...folders, ...stem.split(".")]
  const odd = words.find((word) => word !== "" && !kebab.test(word))
  return odd ? [`${path}: "${odd}" is not kebab-case`] : []
}

function place(path) {
  const [top, folder, ...rest] = path.split("/")
  if (top === "lib" && rest.length > 0 && !platformFolders.includes(folder)) {
    const inData = rest.length === 2 && rest[0] === "data" && /\.ts$/.test(rest[1])
    if (!inData && !(rest.length === 1 && domainNames.test(rest[0])))
      return [`${path}: a domain holds schema, rules, data, actions, jobs (.ts), mail.tsx and their tests only`]
  }
  const folders = path.split("/").length - 1
  if (/^(components|lib|scripts|tests)\//.test(path) && folders > maxDepth + (rest[0] === "data" ? 1 : 0))
    return [`${path}: folders go ${maxDepth} deep outside app/`]
  return []
}

function mode(root, path) {
  const info = lstatSync(join(root, path))
  if (info.isSymbolicLink()) return [`${path}: a symbolic link`]
  if (!sourceRoots.test(path) && !path.startsWith(".ci/")) return []
  if (/\.(woff2|png|ico|jpg|svg|wav)$/.test(path)) return info.mode & 0o111 ? [`${path}: marked executable`] : []
  const runs = read(root, path).startsWith("#!")
  const marked = (info.mode & 0o111) !== 0
  if (runs && !marked) return [`${path}: starts with #! but is not executable`]
  return marked && !runs ? [`${path}: executable without a #! line`] : []
}
