import { execFileSync, spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { readArguments } from "./arguments.mjs"
import { loadCertificate } from "./certificate.mjs"
import { isInstalled } from "./install.mjs"
import { precompress } from "./precompress.mjs"
import { endProcess, identityOf } from "./process.mjs"
import { createProgress } from "./progress.mjs"
import { loadSecrets, setupToken } from "./secrets.mjs"

const start = fileURLToPath(new URL("../start.mjs", import.meta.url))
const folder = () => mkdtempSync(join(tmpdir(), "earshot-local-"))

test("an old Node is refused in words", () => {
  const pretendOld = 'Object.defineProperty(process.versions, "node", { value: "18.20.4" })'
  const { status, stderr } = spawnSync(process.execPath, ["--import", `data:text/javascript,${pretendOld}`, start], {
    encoding: "utf8",
  })
  expect(stderr).toMatch(/needs Node\.js 20\.19 or newer.*this is 18\.20\.4/)
  expect(status).toBe(1)
})

test("what Node must read first is readable to old ones, and loads nothing but what Node brings", () => {
  const text = readFileSync(start, "utf8")
  expect(text).not.toMatch(/\?\.|\?\?|^import |^await /m)
  const loaded = execFileSync(process.execPath, [start, "--help"], { encoding: "utf8" })
  expect(loaded).toContain("--loopback")
  for (const file of [
    "command",
    "arguments",
    "ask",
    "install",
    "progress",
    "port-owner",
    "ports",
    "problem",
    "process",
    "run-tool",
    "log-file",
  ]) {
    const source = readFileSync(new URL(`./${file}.mjs`, import.meta.url), "utf8")
    for (const [, from] of source.matchAll(/^import .* from "([^"]+)"$/gm)) expect(from, file).toMatch(/^(node:|\.\/)/)
  }
})

test.each([[["--port", "0x"]], [["--port", "70000"]], [["--port="]], [["--prot", "1"]], [["3000"]]])(
  "%j is refused in words",
  (argv) => {
    expect(() => readArguments(argv)).toThrow(expect.objectContaining({ name: "Problem" }))
  },
)

test("options have their usual values", () => {
  expect(readArguments([])).toMatchObject({ port: 3000, loopback: false, https: false, reset: false, dev: false })
  expect(readArguments(["--port", "4000", "--loopback"])).toMatchObject({ port: 4000, loopback: true })
})

test("secrets are made once and only their owner reads them", () => {
  const dir = folder()
  const secrets = loadSecrets(dir)
  expect(loadSecrets(dir)).toEqual(secrets)
  expect(statSync(join(dir, "secrets.json")).mode & 0o777).toBe(0o600)
  expect(secrets.livekitSecret.length).toBeGreaterThanOrEqual(32)
  expect(setupToken(secrets.authSecret)).toMatch(/^[\w-]{32}$/)
  writeFileSync(join(dir, "secrets.json"), "{")
  expect(() => loadSecrets(dir)).toThrow(/cannot be understood/)
})

test("the certificate is kept while it fits, and made anew for another address", async () => {
  const dir = folder()
  const first = await loadCertificate(dir, ["127.0.0.1"])
  expect(await loadCertificate(dir, ["127.0.0.1"])).toEqual(first)
  expect((await loadCertificate(dir, ["127.0.0.1", "192.168.1.20"])).cert).not.toBe(first.cert)
  expect(statSync(join(dir, "certificate/key.pem")).mode & 0o777).toBe(0o600)
})

test("dependencies count as installed when npm has noted down the versions of the lock file", () => {
  const root = folder()
  mkdirSync(join(root, "node_modules"))
  const write = (file, packages) => writeFileSync(join(root, file), JSON.stringify({ packages }))
  const a = { version: "1.0.0" }
  write("package-lock.json", {
    "": {},
    "node_modules/a": a,
    "node_modules/b-darwin": { version: "1.0.0", optional: true },
  })
  expect(isInstalled(root)).toBe(false)
  write("node_modules/.package-lock.json", { "node_modules/a": a })
  expect(isInstalled(root)).toBe(true)
  write("node_modules/.package-lock.json", { "node_modules/a": { version: "0.9.0" } })
  expect(isInstalled(root)).toBe(false)
})

test("files that compress get smaller twins, taken over from an earlier build", async () => {
  const [first, second] = [folder(), folder()]
  for (const dir of [first, second]) writeFileSync(join(dir, "a.js"), "let a = 1\n".repeat(500))
  await precompress(first)
  writeFileSync(join(first, "a.js.br"), "marked")
  await precompress(second, first)
  expect(readFileSync(join(second, "a.js.br"), "utf8")).toBe("marked")
  expect(statSync(join(second, "a.js.gz")).size).toBeLessThan(200)
})

test("a process is ended with the last means when it does not listen, and never a stranger with its number", async () => {
  const deaf = spawnSync("sh", ["-c", "trap '' TERM; sleep 60 >/dev/null 2>&1 & echo $!"], { encoding: "utf8" })
  const pid = Number(deaf.stdout)
  await endProcess({ pid, identity: "somebody else" }, { signals: [["SIGTERM", 100]] })
  expect(identityOf(pid)).toBeDefined()
  await endProcess({ pid, identity: identityOf(pid) }, { signals: [["SIGTERM", 100]] })
  expect(identityOf(pid)).toBeUndefined()
})

test("a step is one line with its time", async () => {
  const lines = []
  const progress = createProgress({ onLine: (line) => lines.push(line) })
  expect(
    await progress.step(
      "Build",
      async () => 7,
      (result) => `${result} files`,
    ),
  ).toBe(7)
  await expect(progress.step("App", () => Promise.reject(new Error("no")))).rejects.toThrow("no")
  expect(lines).toEqual([
    expect.stringMatching(/^✓ Build: 7 files {2}\d\.\d s$/),
    expect.stringMatching(/^✗ App {2}\d\.\d s$/),
  ])
})
