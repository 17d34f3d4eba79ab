import { execFile, spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { accessSync, constants, createWriteStream, mkdirSync, renameSync, rmSync } from "node:fs"
import { homedir } from "node:os"
import { delimiter, join } from "node:path"
import { pipeline } from "node:stream/promises"
import { promisify } from "node:util"
import { Problem } from "./problem.mjs"

export const LIVEKIT_VERSION = "1.13.5"
const RELEASE = `https://github.com/livekit/livekit/releases/download/v${LIVEKIT_VERSION}`
const GO_MODULE = `github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}`

// From the release's own checksums.txt. There is no archive for macOS; Homebrew builds that one.
const ARCHIVES = {
  "linux-x64": {
    file: `livekit_${LIVEKIT_VERSION}_linux_amd64.tar.gz`,
    sha256: "c020fac437b7cc9b776eef1ad5ea8af77be9acfa07602eca20a3a44930dfbc70",
  },
  "linux-arm64": {
    file: `livekit_${LIVEKIT_VERSION}_linux_arm64.tar.gz`,
    sha256: "332015305518765fe05bad74fc3a9d9583e635e7dd130de3c4fc563d69c550f3",
  },
}

const run = promisify(execFile)

/**
 * Finds livekit-server, or gets it: LIVEKIT_SERVER_BIN, PATH, cache, official release, `go install`.
 * @param {object} options
 * @param {string} [options.named] a binary the caller names (LIVEKIT_SERVER_BIN); then no other is looked for
 * @param {(note: string) => void} [options.note] hears what a long search is busy with
 * @param {AbortSignal} [options.signal]
 * @param {Record<string, { file: string, sha256: string }>} [options.archives] for tests
 * @param {string} [options.release] for tests: where the archives lie
 * @param {string} [options.path] for tests: PATH
 * @param {string} [options.cache] for tests: the cache folder
 * @returns {Promise<{ file: string, from: string }>}
 * @throws {Problem} when there is no way to get it
 */
export async function findLivekitServer({ named, note = () => {}, signal, ...testing }) {
  const { archives = ARCHIVES, release = RELEASE, path = process.env.PATH ?? "", cache = cacheFolder() } = testing
  if (named) return checkNamed(named)
  const cached = join(cache, `livekit-server-${LIVEKIT_VERSION}`)
  const tried = []

  const onPath = findOnPath("livekit-server", path)
  if (onPath) {
    const version = await versionOf(onPath)
    if (fits(version)) return { file: onPath, from: "PATH" }
    tried.push(`${onPath} is ${version ? `version ${version}` : "not to be run"}, wanted is ${LIVEKIT_VERSION}.`)
  }
  if (fits(await versionOf(cached))) return { file: cached, from: "cache" }

  makeCache(cache)
  const archive = archives[`${process.platform}-${process.arch}`]
  if (archive) {
    note(`downloading ${archive.file}`)
    const failure = await attempt(() => download({ archive, release, cached, signal }))
    if (!failure) return { file: cached, from: "official release" }
    tried.push(`Download of ${release}/${archive.file}: ${failure}.`)
  } else tried.push(`There is no official archive for ${process.platform} on ${process.arch}.`)

  const go = findOnPath("go", path)
  if (go) {
    note("building it with Go, this takes some minutes")
    const failure = await attempt(() => goInstall({ go, cache, cached, signal }))
    if (!failure) return { file: cached, from: "go install" }
    tried.push(`go install ${GO_MODULE}: ${failure}.`)
  } else tried.push("Go is not installed, so it cannot be built here either.")
  signal?.throwIfAborted()

  throw new Problem(
    "livekit-server, which carries the sound, could not be found or fetched.",
    ...tried,
    ...wayOut(release),
  )
}

function wayOut(release) {
  if (process.platform === "darwin") return ["Run: brew install livekit", "and start again."]
  return [
    `Fetch it from ${release.replace("/download/", "/tag/")}`,
    "on a machine that can, copy it here, and start with LIVEKIT_SERVER_BIN=/path/to/livekit-server npm start",
  ]
}

async function checkNamed(file) {
  const version = await versionOf(file)
  if (!version)
    throw new Problem(
      `LIVEKIT_SERVER_BIN names ${file}, which is not a livekit-server that runs on this machine.`,
      "Correct the path, or leave the variable away: Earshot then finds or fetches one.",
    )
  const other = fits(version) ? "" : `, version ${version}; Earshot is tested with ${LIVEKIT_VERSION}`
  return { file, from: `LIVEKIT_SERVER_BIN${other}` }
}

/** Later patches of the same minor version are as good. */
function fits(version) {
  if (!version) return false
  const [major, minor, patch] = version.split(".").map(Number)
  const [wantedMajor, wantedMinor, wantedPatch] = LIVEKIT_VERSION.split(".").map(Number)
  return major === wantedMajor && minor === wantedMinor && patch >= wantedPatch
}

async function versionOf(file) {
  try {
    const { stdout } = await run(file, ["--version"], { timeout: 5000 })
    return /livekit-server version (\d+\.\d+\.\d+)/.exec(stdout)?.[1]
  } catch {
    return undefined
  }
}

function findOnPath(name, path) {
  const files = path.split(delimiter).filter(Boolean)
  return files.map((folder) => join(folder, name)).find(isExecutable)
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "earshot")
}

function makeCache(cache) {
  try {
    mkdirSync(cache, { recursive: true })
  } catch (error) {
    throw new Problem(
      `${cache} cannot be written (${error.code}).`,
      "Name another folder: XDG_CACHE_HOME=/some/folder npm start",
    )
  }
}

/** @returns {Promise<string | undefined>} why it failed */
async function attempt(work) {
  try {
    await work()
    return undefined
  } catch (error) {
    return error.cause?.code ?? error.message.trim().split("\n").at(-1)
  }
}

async function download({ archive, release, cached, signal }) {
  const part = `${cached}.tar.gz`
  const folder = `${cached}.unpacked`
  try {
    const limits = [AbortSignal.timeout(180_000), ...(signal ? [signal] : [])]
    const response = await fetch(`${release}/${archive.file}`, { signal: AbortSignal.any(limits) })
    if (!response.ok) throw new Error(`answer ${response.status}`)
    const hash = createHash("sha256")
    await pipeline(
      response.body,
      async function* (chunks) {
        for await (const chunk of chunks) {
          hash.update(chunk)
          yield chunk
        }
      },
      createWriteStream(part),
    )
    const sum = hash.digest("hex")
    if (sum !== archive.sha256) throw new Error(`its checksum is ${sum} instead of ${archive.sha256}: not used`)
    mkdirSync(folder, { recursive: true })
    await run("tar", ["-xzf", part, "-C", folder, "livekit-server"])
    renameSync(join(folder, "livekit-server"), cached)
  } finally {
    rmSync(part, { force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

async function goInstall({ go, cache, cached, signal }) {
  const bin = join(cache, "go-bin")
  // As tests/compose builds it too, so that Go's cache serves both.
  const child = spawn(go, ["install", "-trimpath", "-ldflags", "-s -w", GO_MODULE], {
    env: { ...process.env, GOBIN: bin, CGO_ENABLED: "0" },
    stdio: ["ignore", "ignore", "pipe"],
    signal,
  })
  let words = ""
  child.stderr.on("data", (chunk) => {
    words = `${words}${chunk}`.slice(-2000)
  })
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve))
  if (code !== 0) throw new Error(words.trim() || `exit code ${code}`)
  renameSync(join(bin, "server"), cached)
  rmSync(bin, { recursive: true, force: true })
}
