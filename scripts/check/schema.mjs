import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { takePorts } from "../local/ports.mjs"
import { preparePostgres } from "../local/postgres.mjs"
import { openProcessBook } from "../local/process.mjs"
import { runCommand } from "../test/command.mjs"
import { exists } from "./files.mjs"

const project = join(import.meta.dirname, "..", "..")
const prisma = join(project, "node_modules", ".bin", "prisma")
const SAME = 0
const DIFFERENT = 2

/**
 * Do the migrations, applied in order to an empty database, give exactly prisma/schema.prisma? Needs a server for it,
 * and starts one of its own.
 * @param {string} root absolute path of the project
 * @returns {Promise<string[]>}
 */
export async function schema(root) {
  if (!exists(root, "prisma/migrations")) return ["prisma/migrations: missing"]
  const dir = mkdtempSync(join(tmpdir(), "earshot-schema-"))
  let service
  const stop = async () => {
    await service?.stop()
    rmSync(dir, { recursive: true, force: true })
  }
  // The server leads a process group of its own, and whoever ends us at our limit does not reach it.
  const leave = () => stop().finally(() => process.exit(130))
  process.once("SIGTERM", leave)
  try {
    const { port } = await takePorts({ port: {} })
    const password = randomBytes(16).toString("hex")
    const postgres = await preparePostgres({ dir, port, password, book: openProcessBook(dir), say: console.error })
    service = postgres.service
    await service.start()
    await postgres.createDatabase()
    return await difference(root, postgres.url)
  } finally {
    process.off("SIGTERM", leave)
    await stop()
  }
}

async function difference(root, url) {
  const from = ["--from-migrations", join(root, "prisma", "migrations")]
  const to = ["--to-schema", join(root, "prisma", "schema.prisma")]
  const { code, output } = await runCommand([prisma, "migrate", "diff", ...from, ...to, "--exit-code"], {
    cwd: project,
    env: { ...process.env, DATABASE_URL: url },
    limitSeconds: 60,
  })
  if (code === SAME) return []
  const words = output.trim()
  return code === DIFFERENT
    ? [`prisma/schema.prisma: not what the migrations make; run npx prisma migrate dev\n${words}`]
    : [`prisma migrate diff could not tell (exit code ${code})\n${words}`]
}
