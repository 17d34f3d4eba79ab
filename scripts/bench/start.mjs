import { spawn } from "node:child_process"
import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { takePorts } from "../local/ports.mjs"
import { inTurn } from "./statistics.mjs"

const root = join(import.meta.dirname, "..", "..")
const readyWithinMs = 60_000
// What a clone would not have, and what both may share.
const left = /^(\.git|\.local|\.next.*|\.cache|node_modules|test-results)$/

/** From the command to the address that it prints; everything is built and everything has run once before. */
export const start = {
  name: "start",
  title: "Warm start: npm start -- --loopback until it prints its address, against the bare server until it answers",
  pairs: 15,
  async run({ ground, pairs }) {
    const { ensureBuild } = await import("../build.mjs")
    const { dir: buildDir } = await ensureBuild({ note: (text) => ground.say(`  ${text}`), signal: ground.signal })
    const tree = copyTree(join(ground.dir, "tree"))
    // The first start makes the database and the secrets; it is not what is measured.
    await startAll(tree)
    const { ours, base } = await inTurn(
      pairs,
      () => startAll(tree),
      () => startBare(buildDir),
    )
    return {
      measures: [
        { name: "from command to ready", unit: "ms", ours, base, budget: "aim 3 s", aim: (value) => value <= 3000 },
      ],
      notes: [
        `slowest of ${ours.length}: ${Math.round(Math.max(...ours))} ms`,
        "the bare server is the same build, node server.js alone: no npm, database, livekit-server or edge",
      ],
    }
  },
}

/** The tree that is measured has data of its own, so a running npm start of this folder is not in the way. */
function copyTree(tree) {
  mkdirSync(tree)
  cpSync(root, tree, { recursive: true, filter: (from) => !left.test(from.slice(root.length + 1)) })
  for (const shared of ["node_modules", ".cache"])
    if (existsSync(join(root, shared))) symlinkSync(join(root, shared), join(tree, shared))
  return tree
}

async function startAll(tree) {
  const env = { ...process.env }
  delete env.DATABASE_URL
  const started = performance.now()
  const child = spawn("npm", ["start", "--", "--loopback", "--port", "0"], {
    cwd: tree,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  })
  const ended = new Promise((done) => child.once("close", done))
  try {
    const url = await within(readyWithinMs, "npm start", untilAddress(child))
    const took = performance.now() - started
    const answer = await fetch(`${url}/api/ready`)
    if (answer.status !== 200) throw new Error(`Printed its address, but is not ready: ${answer.status}`)
    return took
  } finally {
    await end(child, ended)
  }
}

function untilAddress(child) {
  let said = ""
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        said += chunk
        const url = said.match(/ready: (http\S+)/)?.[1]
        if (url) resolve(url)
      })
    child.once("error", reject)
    child.once("exit", (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)))
  })
}

// It refuses to start without; nothing is asked that would need what they name.
const standIns = {
  DATABASE_URL: "postgresql://127.0.0.1:9/none",
  AUTH_SECRET: "x".repeat(32),
  AUTH_TRUST_HOST: "true",
  LIVEKIT_API_KEY: "x",
  LIVEKIT_API_SECRET: "x".repeat(32),
  LIVEKIT_URL: "http://127.0.0.1:9",
}

async function startBare(buildDir) {
  const { app: port } = await takePorts({ app: {} })
  const started = performance.now()
  const child = spawn(process.execPath, ["server.js"], {
    cwd: buildDir,
    env: { ...process.env, ...standIns, NODE_ENV: "production", PORT: String(port), HOSTNAME: "127.0.0.1" },
    detached: true,
    stdio: "ignore",
  })
  const ended = new Promise((done) => child.once("close", done))
  try {
    const died = ended.then((code) => {
      throw new Error(`The bare server ended with ${code}`)
    })
    died.catch(() => {})
    await within(
      readyWithinMs,
      "the bare server",
      Promise.race([died, untilAnswers(`http://127.0.0.1:${port}/api/health`)]),
    )
    return performance.now() - started
  } finally {
    await end(child, ended)
  }
}

async function untilAnswers(url) {
  const deadline = Date.now() + readyWithinMs
  while (Date.now() < deadline) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await sleep(10)
  }
}

/** Ctrl-C reaches the whole group, as from a terminal. */
async function end(child, ended) {
  send(child, "SIGINT")
  const gone = await Promise.race([ended.then(() => true), sleep(15_000, false, { ref: false })])
  if (gone) return
  send(child, "SIGKILL")
  throw new Error("It did not stop within 15 s")
}

function send(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    if (error.code !== "ESRCH") throw error
  }
}

function within(limitMs, what, work) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} is not ready after ${limitMs / 1000} s`)), limitMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
