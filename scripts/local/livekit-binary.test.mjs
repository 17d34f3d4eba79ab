import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { findLivekitServer, LIVEKIT_VERSION } from "./livekit-binary.mjs"

const platform = `${process.platform}-${process.arch}`
let dir
let release
let server
let archive

/** A program that says it is livekit-server of that version. */
function pretend(file, version) {
  writeFileSync(file, `#!/bin/sh\necho "livekit-server version ${version}"\n`)
  chmodSync(file, 0o755)
}

/** What `go install` would leave: a binary called server in GOBIN. */
function pretendGo(folder, exit) {
  const make = `printf '#!/bin/sh\\necho "livekit-server version ${LIVEKIT_VERSION}"\\n' > "$GOBIN/server"; chmod 755 "$GOBIN/server"`
  writeFileSync(
    join(folder, "go"),
    `#!/bin/sh\nmkdir -p "$GOBIN"\n${exit ? `echo "module not found" >&2; exit ${exit}` : make}\n`,
  )
  chmodSync(join(folder, "go"), 0o755)
}

beforeAll(async () => {
  const packed = mkdtempSync(join(tmpdir(), "livekit-archive-"))
  pretend(join(packed, "livekit-server"), LIVEKIT_VERSION)
  execFileSync("tar", ["-czf", "a.tar.gz", "livekit-server"], { cwd: packed })
  const bytes = readFileSync(join(packed, "a.tar.gz"))
  archive = { file: "a.tar.gz", sha256: createHash("sha256").update(bytes).digest("hex") }
  server = createServer((request, response) => {
    if (request.url === "/a.tar.gz") response.end(bytes)
    else response.writeHead(404).end()
  })
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
  release = `http://127.0.0.1:${server.address().port}`
})
afterAll(() => server.close())

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "livekit-binary-"))
  for (const name of ["bin", "cache"]) mkdirSync(join(dir, name))
  return () => rmSync(dir, { recursive: true, force: true })
})

const find = (more) =>
  findLivekitServer({
    path: [join(dir, "bin"), "/usr/bin", "/bin"].filter((folder) => folder !== "/usr/local/go/bin").join(delimiter),
    cache: join(dir, "cache"),
    release,
    archives: {},
    ...more,
  })

test("the one that is named is taken, and another version of it is said", async () => {
  const named = join(dir, "mine")
  pretend(named, LIVEKIT_VERSION)
  expect(await find({ named })).toEqual({ file: named, from: "LIVEKIT_SERVER_BIN" })
  pretend(named, "1.14.0")
  expect((await find({ named })).from).toContain("version 1.14.0")
  await expect(find({ named: join(dir, "missing") })).rejects.toThrow(/not a livekit-server/)
})

test.each([
  [LIVEKIT_VERSION, true],
  ["1.13.9", true],
  ["1.13.4", false],
  ["1.14.0", false],
])("version %s on PATH: taken %s", async (version, taken) => {
  pretend(join(dir, "bin", "livekit-server"), version)
  const cached = join(dir, "cache", `livekit-server-${LIVEKIT_VERSION}`)
  pretend(cached, LIVEKIT_VERSION)
  expect((await find()).from).toBe(taken ? "PATH" : "cache")
})

test("the release is fetched, checked and kept", async () => {
  expect((await find({ archives: { [platform]: archive } })).from).toBe("official release")
  expect((await find()).from).toBe("cache")
})

test("an archive with another checksum is not used; Go builds it instead", async () => {
  pretendGo(join(dir, "bin"), 0)
  const wrong = { ...archive, sha256: "0".repeat(64) }
  expect((await find({ archives: { [platform]: wrong } })).from).toBe("go install")
  expect((await find()).from).toBe("cache")
})

test("when nothing helps, it says what was tried and what to do", async () => {
  pretend(join(dir, "bin", "livekit-server"), "1.4.0")
  pretendGo(join(dir, "bin"), 1)
  const failure = await find({ archives: { [platform]: { ...archive, file: "gone.tar.gz" } } }).catch((error) => error)
  expect(failure).toMatchObject({ name: "Problem" })
  const words = failure.todo.join("\n")
  for (const part of ["is version 1.4.0", "gone.tar.gz: answer 404", "module not found", "LIVEKIT_SERVER_BIN="])
    expect(words).toContain(part)
})
