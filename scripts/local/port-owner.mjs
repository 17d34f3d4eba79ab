import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync, readlinkSync } from "node:fs"

/**
 * Who listens on a TCP port, in words: "node server.js (process 4711)".
 * @param {number} port
 * @returns {string | undefined} nothing when this user may not see it
 */
export function portOwner(port) {
  const pid = process.platform === "linux" ? ownerFromProc(port) : ownerFromLsof(port)
  if (!pid) return undefined
  const command = commandOf(pid)
  return command ? `${command} (process ${pid})` : `process ${pid}`
}

function ownerFromProc(port) {
  const inodes = new Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => listeningInodes(file, port)))
  if (inodes.size === 0) return undefined
  return readdirSync("/proc").find((pid) => /^\d+$/.test(pid) && holdsOneOf(pid, inodes))
}

function listeningInodes(file, port) {
  const LISTEN = "0A"
  const lines =
    attempt(() => readFileSync(file, "utf8"))
      ?.split("\n")
      .slice(1) ?? []
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTEN && Number.parseInt(fields[1].split(":")[1], 16) === port)
    .map((fields) => `socket:[${fields[9]}]`)
}

function holdsOneOf(pid, inodes) {
  const folder = `/proc/${pid}/fd`
  const files = attempt(() => readdirSync(folder)) ?? []
  return files.some((file) => inodes.has(attempt(() => readlinkSync(`${folder}/${file}`))))
}

function ownerFromLsof(port) {
  const args = ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-t"]
  return attempt(() => execFileSync("lsof", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }))
    ?.split("\n")
    .find(Boolean)
}

function commandOf(pid) {
  const line =
    process.platform === "linux"
      ? attempt(() => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " "))
      : attempt(() => execFileSync("ps", ["-o", "command=", "-p", pid], { encoding: "utf8" }))
  const text = line?.trim() ?? ""
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** A process may end, or belong to somebody else, while it is looked at. */
function attempt(look) {
  try {
    return look()
  } catch {
    return undefined
  }
}
