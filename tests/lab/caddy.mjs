import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { runCommand } from "../../scripts/test/command.mjs"

const root = join(import.meta.dirname, "..", "..")
const source = join(root, "edge")

/**
 * The edge's program: EARSHOT_EDGE names one, else it is built from edge/ with Go, once for each state of its sources.
 * @param {(line: string) => void} say
 * @returns {Promise<string>} its path
 * @throws with words for people when there is no Go
 */
export async function findCaddy(say) {
  if (process.env.EARSHOT_EDGE) return process.env.EARSHOT_EDGE
  const hash = createHash("sha256")
  const files = readdirSync(source).filter((name) => /^go\.(mod|sum)$|\.go$/.test(name))
  for (const file of files) hash.update(file).update(readFileSync(join(source, file)))
  const folder = join(root, ".cache", "lab")
  const program = join(folder, `edge-${hash.digest("hex").slice(0, 12)}`)
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  say("building the edge, this takes some minutes the first time")
  const command = ["go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, "."]
  const env = { ...process.env, CGO_ENABLED: "0" }
  const { code, output } = await runCommand(command, { cwd: source, env, limitSeconds: 900 })
  if (code !== 0)
    throw new Error(
      `The edge could not be built (install Go, or name a built one in EARSHOT_EDGE): ${output.trim().split("\n").at(-1)}`,
    )
  return program
}
