import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { precompress } from "./local/precompress.mjs"
import { Problem } from "./local/problem.mjs"
import { identityOf, stillRuns } from "./local/process.mjs"
import { runTool } from "./local/run-tool.mjs"
import { hashSchema, hashSources } from "./local/source-hash.mjs"

const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "")
const CACHE = join(ROOT, ".cache")
const BUILDS = join(CACHE, "builds")
const KEPT_BUILDS = 3
// Written last: a folder without it is half a build.
const MARK = "earshot-build.json"

/**
 * The production build of the sources as they are now: taken over when there is one, made otherwise. Each build has a
 * folder of its own, so a running server keeps its files while a newer one is built.
 * @param {{ note?: (text: string) => void, signal?: AbortSignal }} [options]
 * @returns {Promise<{ dir: string, staticDir: string, built: boolean }>} dir holds server.js
 * @throws {Problem} when the build fails
 */
export async function ensureBuild({ note = () => {}, signal } = {}) {
  const build = existing()
  if (build) return build
  mkdirSync(BUILDS, { recursive: true })
  const unlock = await lockBuilds(note, signal)
  try {
    return existing() ?? (await make({ note, signal }))
  } finally {
    unlock()
  }
}

/**
 * The database client that Prisma generates, made again when the schema has changed.
 * @param {{ note?: (text: string) => void, signal?: AbortSignal }} [options]
 */
export async function ensureClient({ note = () => {}, signal } = {}) {
  const stamp = join(CACHE, "prisma-schema")
  const wanted = hashSchema(ROOT)
  if (existsSync(join(ROOT, "prisma/generated/client.ts")) && readOrNothing(stamp) === wanted) return
  note("database client")
  await runTool({
    title: "prisma generate",
    command: process.execPath,
    args: [join(ROOT, "node_modules/prisma/build/index.js"), "generate"],
    cwd: ROOT,
    logDir: CACHE,
    logName: "build",
    signal,
  })
  writeFileSync(stamp, wanted)
}

function existing() {
  const dir = join(BUILDS, hashSources(ROOT))
  if (!existsSync(join(dir, MARK))) return undefined
  utimesSync(dir, new Date(), new Date())
  return asBuild(dir, false)
}

/** The server looks for its own files under the name of the folder that they were built into. */
function asBuild(dir, built) {
  const { dist } = JSON.parse(readFileSync(join(dir, MARK), "utf8"))
  return { dir, staticDir: join(dir, dist, "static"), built }
}

async function make({ note, signal }) {
  await ensureClient({ note, signal })
  const name = hashSources(ROOT)
  const dist = process.env.EARSHOT_DIST ?? ".next"
  note("next build")
  await runTool({
    title: "The build",
    command: process.execPath,
    args: [join(ROOT, "node_modules/next/dist/bin/next"), "build"],
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", EARSHOT_DIST: dist },
    logDir: CACHE,
    logName: "build",
    signal,
  })
  note("compressing")
  const standalone = join(ROOT, dist, "standalone")
  if (!existsSync(join(standalone, "server.js")))
    throw new Problem("The build has no server.js.", `See ${join(CACHE, "logs/build.log")}`)
  const staticDir = join(standalone, dist, "static")
  cpSync(join(ROOT, dist, "static"), staticDir, { recursive: true })
  if (existsSync(join(ROOT, "public"))) cpSync(join(ROOT, "public"), join(standalone, "public"), { recursive: true })
  const former = buildsNewestFirst().at(0)
  await precompress(staticDir, former && asBuild(former, false).staticDir)
  writeFileSync(join(standalone, MARK), JSON.stringify({ dist }))
  const dir = join(BUILDS, name)
  rmSync(dir, { recursive: true, force: true })
  renameSync(standalone, dir)
  for (const old of buildsNewestFirst().slice(KEPT_BUILDS)) rmSync(old, { recursive: true, force: true })
  return asBuild(dir, true)
}

function buildsNewestFirst() {
  const dirs = readdirSync(BUILDS).map((name) => join(BUILDS, name))
  const builds = dirs
    .filter((dir) => existsSync(join(dir, MARK)))
    .map((dir) => ({ dir, usedAt: statSync(dir).mtimeMs }))
  return builds.sort((a, b) => b.usedAt - a.usedAt).map(({ dir }) => dir)
}

/** Two commands at once must not build into one folder: the second waits and takes the first one's result. */
async function lockBuilds(note, signal) {
  const file = join(BUILDS, "lock.json")
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) }), { flag: "wx" })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== "EEXIST") throw error
    }
    signal?.throwIfAborted()
    const holder = parse(readOrNothing(file))
    if (holder && stillRuns(holder)) {
      note(`waiting for the build of process ${holder.pid}`)
      await sleep(200)
    } else rmSync(file, { force: true })
  }
}

function readOrNothing(file) {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return undefined
  }
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const started = Date.now()
    const { dir, built } = await ensureBuild({ note: (text) => console.log(text) })
    console.log(`${built ? "Built" : "Unchanged"}: ${dir}  ${((Date.now() - started) / 1000).toFixed(1)} s`)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error([error.message, ...error.todo].join("\n"))
    process.exit(1)
  }
}
