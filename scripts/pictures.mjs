#!/usr/bin/env node
// npm run pictures: every screen in light, dark and on a phone, English and Russian, into docs/pictures.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { endRunning, runCommand } from "./test/command.mjs"
import { createGround } from "./test/ground.mjs"

const usage = `npm run pictures [-- options]
  --only TEXT   scenes whose name matches, such as lobby or "call-two"
  --help`
// They are committed with the code.
const mostBytes = 9_000_000

const root = join(import.meta.dirname, "..")
const folder = join(root, "docs", "pictures")
const playwright = join(root, "node_modules", "@playwright", "test", "cli.js")
const config = join(root, "tests", "camera", "camera.config.ts")

const pictures = () => readdirSync(folder).filter((name) => name.endsWith(".png"))

async function take(only, ground) {
  const given = await ground.env(["stack", "browsers"])
  mkdirSync(folder, { recursive: true })
  // What is no longer taken must not stay and look like the present.
  if (!only) for (const name of pictures()) rmSync(join(folder, name))
  const command = [process.execPath, playwright, "test", "--config", config, "--reporter=line"]
  if (only) command.push("--grep", only)
  const { code } = await runCommand(command, {
    cwd: root,
    env: { ...process.env, ...given },
    limitSeconds: 1_800,
    echo: true,
  })
  const bytes = pictures().reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
  console.log(`${pictures().length} pictures, ${(bytes / 1_000_000).toFixed(1)} MB, in docs/pictures`)
  if (bytes > mostBytes) console.log(`More than the ${mostBytes / 1_000_000} MB that may be committed`)
  return code === 0 && bytes <= mostBytes
}

let options
try {
  options = parseArgs({ options: { only: { type: "string" }, help: { type: "boolean", default: false } } }).values
} catch (error) {
  console.log(`${error.message}\n${usage}`)
  process.exit(2)
}
if (options.help) {
  console.log(usage)
  process.exit(0)
}

const dir = mkdtempSync(join(tmpdir(), "earshot-pictures-"))
const ground = createGround({ dir, say: (line) => console.log(line) })
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    endRunning()
    ground.stop()
  })

let good = false
try {
  good = await take(options.only, ground)
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error))
} finally {
  await ground.stop()
  rmSync(dir, { recursive: true, force: true })
}
process.exit(good ? 0 : 1)
