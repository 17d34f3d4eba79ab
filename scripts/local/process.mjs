import { execFileSync } from "node:child_process"
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const LOOK_EVERY_MS = 20

/**
 * What tells one process from every other that ever had its number.
 * @param {number} pid
 * @returns {string | undefined} nothing when it does not run (a zombie has ended, too)
 */
export function identityOf(pid) {
  if (process.platform !== "linux") return startTimeFromPs(pid)
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    // The name in parentheses may hold spaces; what follows it is state (1st) and start time (20th field).
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
    if (fields[0] === "Z" || fields[0] === "X") return undefined
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19]}`
  } catch {
    return undefined
  }
}

function startTimeFromPs(pid) {
  try {
    const answer = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).trim()
    return answer && !answer.startsWith("Z") ? answer.replace(/^\S+\s+/, "") : undefined
  } catch {
    return undefined
  }
}

/** @param {{ pid: number, identity: string }} record */
export function stillRuns(record) {
  return identityOf(record.pid) === record.identity
}

/**
 * Ends a process: each signal in turn until it is gone, SIGKILL at the end. Never touches a process that only has the
 * same number.
 * @param {{ pid: number, identity: string }} record
 * @param {{ signals: [NodeJS.Signals, number][], group?: boolean }} how each signal with the milliseconds to wait after
 *   it; group: what it started ends with it (it must lead its own process group)
 */
export async function endProcess(record, { signals, group = false }) {
  for (const [signal, patience] of [...signals, ["SIGKILL", 2000]]) {
    if (!stillRuns(record)) return
    send(group ? -record.pid : record.pid, signal)
    const deadline = Date.now() + patience
    while (stillRuns(record) && Date.now() < deadline) await sleep(LOOK_EVERY_MS)
  }
}

function send(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== "ESRCH") throw error
  }
}

/**
 * The list of what this installation has running, kept in a file: after a `kill -9` the next start finds what was left.
 * @param {string} dir the data folder
 */
export function openProcessBook(dir) {
  const file = join(dir, "processes.json")
  const entries = readEntries(file)

  function save() {
    writeFileSync(`${file}.new`, JSON.stringify(entries, null, 2))
    renameSync(`${file}.new`, file)
  }

  return {
    /** What is written down and really still runs, in the order it was started. */
    running: () => Object.entries(entries).filter(([, record]) => stillRuns(record)),
    get: (name) => entries[name],
    note(name, pid, more = {}) {
      const identity = identityOf(pid)
      // Gone already: whoever waits for it hears of it by its exit.
      if (!identity) return
      entries[name] = { pid, identity, ...more }
      save()
    },
    forget(name) {
      delete entries[name]
      save()
    },
    /** At once, without waiting. PostgreSQL's SIGQUIT is as quick as SIGKILL and lets it end its own processes. */
    kill() {
      for (const [name, { pid }] of Object.entries(entries))
        if (pid !== process.pid && stillRuns(entries[name])) send(pid, name === "postgres" ? "SIGQUIT" : "SIGKILL")
    },
    close: () => rmSync(file, { force: true }),
  }
}

function readEntries(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"))
  } catch {
    return {}
  }
}
