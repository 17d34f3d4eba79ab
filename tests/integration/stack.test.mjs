import { spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { parse } from "yaml"
import { createLivekit } from "../../scripts/local/livekit.mjs"
import { findLivekitServer } from "../../scripts/local/livekit-binary.mjs"
import { takePorts } from "../../scripts/local/ports.mjs"
import { identityOf, openProcessBook } from "../../scripts/local/process.mjs"
import { startStack } from "../../scripts/stack.mjs"

const appCommand = {
  command: process.execPath,
  args: [fileURLToPath(new URL("./stand-in-app.mjs", import.meta.url))],
}
const folders = []
const folder = () => folders[folders.push(mkdtempSync(join(tmpdir(), "earshot-stack-"))) - 1]
const options = (dir, more) => ({ dir, port: 0, loopback: true, appCommand, ...more })
const ended = (pid) => expect.poll(() => identityOf(pid), { timeout: 5000 }).toBeUndefined()

afterAll(() => {
  for (const dir of folders) rmSync(dir, { recursive: true, force: true })
})

describe("a running stack", () => {
  const lines = []
  let stack
  let dir

  beforeAll(async () => {
    dir = folder()
    stack = await startStack(options(dir, { onLine: (line) => lines.push(line) }))
  })
  afterAll(() => stack?.stop())

  test("answers at one address, with a set-up link while there is no operator", async () => {
    expect(await (await fetch(`${stack.url}/api/health`)).json()).toEqual({ ok: true, database: stack.databaseUrl })
    expect(stack.setupLink).toMatch(new RegExp(`^${stack.url}/setup/[\\w-]{32}$`))
  })

  test("says each step in one line with its time", () => {
    for (const step of ["Database", "livekit-server", "Build", "App", "Edge"])
      expect(
        lines.filter((line) => line.startsWith(`✓ ${step}`) && / {2}\d+\.\d s$/.test(line)),
        step,
      ).toHaveLength(1)
  })

  test("keeps secrets from other users", () => {
    for (const file of ["secrets.json", "livekit.yaml", "logs/livekit.log"])
      expect(statSync(join(dir, file)).mode & 0o077, file).toBe(0)
  })

  test("livekit-server killed: back within a second, said once", async () => {
    const before = stack.pids.livekit
    lines.length = 0
    stack.killLivekit()
    await expect
      .poll(() => lines.filter((line) => /^✓ livekit-server runs again/.test(line)).length, { timeout: 3000 })
      .toBe(1)
    expect(stack.pids.livekit).not.toBe(before)
    expect(lines.filter((line) => /^! livekit-server has stopped \(SIGKILL\)/.test(line))).toHaveLength(1)
    expect(Number(/after (\S+) s/.exec(lines.at(-1))[1])).toBeLessThan(1)
  })

  test("livekit-server paused: stays away until it is resumed", async () => {
    const address = `http://127.0.0.1:${stack.ports.http}/`
    await stack.pauseLivekit()
    await expect(fetch(address)).rejects.toThrow()
    await stack.resumeLivekit()
    expect((await fetch(address)).status).toBe(200)
  })

  test("the app dying: 503 meanwhile, then back", async () => {
    expect((await fetch(`${stack.url}/die`)).status).toBe(503)
    await expect.poll(async () => (await fetch(`${stack.url}/api/health`)).status, { timeout: 5000 }).toBe(200)
  })

  test("a second one from the same folder is refused in words", async () => {
    const book = openProcessBook(dir)
    book.note("start", process.ppid)
    await expect(startStack(options(dir))).rejects.toThrow(/already runs from this folder/)
    book.note("start", process.pid)
  })

  test("stops in order and leaves nothing running", async () => {
    const pids = Object.values(stack.pids)
    expect(pids).toHaveLength(3)
    await stack.stop()
    for (const pid of pids) await ended(pid)
    await expect(fetch(stack.url)).rejects.toThrow()
  })
})

test("after kill -9 the next start ends what was left, and only that", async () => {
  const dir = folder()
  const holder = fileURLToPath(new URL("./stack-holder.mjs", import.meta.url))
  const child = spawn(process.execPath, [holder, dir], { stdio: ["ignore", "pipe", "inherit"] })
  const { pids } = JSON.parse(String(await new Promise((resolve) => child.stdout.once("data", resolve))))
  child.kill("SIGKILL")
  await new Promise((resolve) => child.once("exit", resolve))
  for (const pid of Object.values(pids)) expect(identityOf(pid)).toBeDefined()

  // Meanwhile the app has ended and its number has gone to somebody else's process.
  process.kill(pids.app, "SIGKILL")
  const bystander = spawn("sleep", ["60"])
  const book = JSON.parse(readFileSync(join(dir, "processes.json"), "utf8"))
  writeFileSync(join(dir, "processes.json"), JSON.stringify({ ...book, app: { ...book.app, pid: bystander.pid } }))

  const lines = []
  const stack = await startStack(options(dir, { onLine: (line) => lines.push(line) }))
  for (const pid of Object.values(pids)) await ended(pid)
  expect(lines[0]).toMatch(/Ended what an earlier start had left running: livekit, postgres|: postgres, livekit/)
  expect(identityOf(bystander.pid)).toBeDefined()
  expect((await fetch(`${stack.url}/api/health`)).status).toBe(200)
  await stack.stop()
  bystander.kill("SIGKILL")
})

describe("what goes wrong is said in words, and nothing is left", () => {
  test("a database that does not answer", async () => {
    const dir = folder()
    const databaseUrl = "postgresql://someone:hidden-word@127.0.0.1:1/earshot"
    const failure = await startStack(options(dir, { databaseUrl })).catch((error) => error)
    expect(failure).toMatchObject({ name: "Problem", message: "No database answers at 127.0.0.1:1." })
    expect(failure.todo.join()).not.toContain("hidden-word")
    expect(openProcessBook(dir).running()).toEqual([])
  })

  test("an app that ends at once", async () => {
    const dir = folder()
    const failing = { command: process.execPath, args: ["-e", "console.log('no good'); process.exit(7)"] }
    const failure = await startStack(options(dir, { appCommand: failing })).catch((error) => error)
    expect(failure.message).toMatch(/The app did not start \(it stopped: exit code 7\)/)
    expect(failure.todo.join("\n")).toContain("no good")
    expect(openProcessBook(dir).running()).toEqual([])
  })

  test("a livekit-server that is none", async () => {
    await expect(startStack(options(folder(), { livekitBin: "/bin/true" }))).rejects.toThrow(/not a livekit-server/)
  })

  test("a folder that cannot be written", async () => {
    const file = join(folder(), "file")
    writeFileSync(file, "")
    await expect(startStack(options(join(file, "below")))).rejects.toThrow()
  })

  test("giving up half-way", async () => {
    const dir = folder()
    const giveUp = new AbortController()
    const starting = startStack(options(dir, { signal: giveUp.signal }))
    setTimeout(() => giveUp.abort(), 300)
    await expect(starting).rejects.toThrow()
    expect(openProcessBook(dir).running()).toEqual([])
  })
})

describe("livekit-server itself", () => {
  const secret = "a-secret-of-more-than-thirty-two-characters"

  async function start({ mode, turn = true }) {
    const dir = folder()
    const ports = await takePorts({ http: {}, tcp: {}, udp: { udp: true }, turn: { udp: true } })
    const config = { key: "APItest", secret, mode, lanAddress: "127.0.0.2", turn, webhookUrl: "http://127.0.0.1:1/" }
    const { file } = await findLivekitServer({ named: process.env.LIVEKIT_SERVER_BIN })
    const say = () => {}
    const book = openProcessBook(dir)
    const service = createLivekit({
      dir,
      binary: file,
      config: { ...config, ports: { ...ports, relay: [20_000, 20_199] } },
      book,
      say,
    })
    await service.start()
    return { dir, service }
  }

  test.each([{ mode: "loopback" }, { mode: "local" }, { mode: "loopback", turn: false }])(
    "takes the configuration of %j",
    async (way) => {
      const { dir, service } = await start(way)
      expect(parse(readFileSync(join(dir, "livekit.yaml"), "utf8")).turn.enabled).toBe(way.turn ?? true)
      await service.stop()
    },
  )
})
