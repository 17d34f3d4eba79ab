#!/usr/bin/env node
// npm run check [part ...]: everything a reader would otherwise have to look for by eye.
import { existsSync, statSync } from "node:fs"
import { join } from "node:path"
import { endRunning, runCommand } from "./test/command.mjs"

const root = join(import.meta.dirname, "..")
const bin = (name) => join(root, "node_modules", ".bin", name)
const own = (name) => [[process.execPath, import.meta.filename, "--part", name]]

const parts = [
  { name: "biome", about: "lint and format", limitSeconds: 60, commands: [biome()] },
  { name: "tsc", about: "types", limitSeconds: 180, commands: [...generated(), types()] },
  { name: "modules", about: "fences between folders", limitSeconds: 60, commands: own("modules") },
  { name: "client", about: "nothing of the server in the browser", limitSeconds: 60, commands: own("client") },
  { name: "layout", about: "names, places and sizes of files", limitSeconds: 30, commands: own("layout") },
  { name: "environment", about: "process.env in one place", limitSeconds: 30, commands: own("environment") },
  { name: "types", about: "no type assertions", limitSeconds: 30, commands: own("types") },
  { name: "messages", about: "English and Russian agree", limitSeconds: 30, commands: own("messages") },
  { name: "words", about: "every key exists and is used", limitSeconds: 30, commands: own("words") },
  { name: "literals", about: "no words outside messages", limitSeconds: 30, commands: own("literals") },
  { name: "schema", about: "schema and migrations agree", limitSeconds: 120, commands: own("schema") },
]

function biome() {
  return [bin("biome"), "ci", "--error-on-warnings", "--max-diagnostics=40", "--colors=off", "."]
}

/** All anew: what tsc remembers of the last time does not notice that Prisma's client was made again. */
function types() {
  return [bin("tsc"), "--noEmit", "--incremental", "false"]
}

/** What tsc reads and git does not hold: Prisma's client and Next's route types. */
function generated() {
  const client = statSync(join(root, "prisma", "generated", "client.ts"), { throwIfNoEntry: false })
  const schema = statSync(join(root, "prisma", "schema.prisma"), { throwIfNoEntry: false })
  const stale = schema && (!client || client.mtimeMs < schema.mtimeMs)
  const routes = existsSync(join(root, "app")) ? [[bin("next"), "typegen"]] : []
  return stale ? [[bin("prisma"), "generate"], ...routes] : routes
}

async function runPart({ name, about, limitSeconds, commands }) {
  let seconds = 0
  let failure = null
  for (const command of commands) {
    const result = await runCommand(command, { cwd: root, limitSeconds: limitSeconds - seconds })
    seconds += result.seconds
    if (result.code === 0) continue
    failure = result.timedOut ? `ended after ${limitSeconds} s\n${result.output}` : result.output
    break
  }
  console.log(`${failure === null ? "ok  " : "FAIL"} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(5)} s  ${about}`)
  if (failure !== null) console.log(failure.trim().replace(/^/gm, "     "))
  return failure === null
}

async function runOwn(name) {
  const module = await import(`./check/${name}.mjs`)
  const problems = await module[name](root)
  for (const problem of problems) console.log(problem)
  process.exit(problems.length > 0 ? 1 : 0)
}

async function runAll(wanted) {
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, leave)
  const unknown = wanted.filter((name) => !parts.some((part) => part.name === name))
  if (unknown.length > 0) {
    console.log(`No part is called ${unknown.join(", ")}. There are: ${parts.map((part) => part.name).join(", ")}`)
    process.exit(2)
  }
  let failed = 0
  const chosen = parts.filter((part) => wanted.length === 0 || wanted.includes(part.name))
  for (const part of chosen) if (!(await runPart(part))) failed++
  console.log(`${chosen.length - failed} passed, ${failed} failed`)
  process.exit(failed > 0 ? 1 : 0)
}

function leave() {
  endRunning()
  setTimeout(() => process.exit(130), 1_000)
}

const args = process.argv.slice(2)
if (args[0] === "--part") await runOwn(args[1])
else if (!existsSync(bin("biome"))) {
  console.log("Dependencies are missing: run npm install")
  process.exit(1)
} else await runAll(args)
