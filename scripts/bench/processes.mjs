import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"

/** What processes take can only be read where there is /proc. */
export const canBeRead = process.platform === "linux"

/**
 * Processor time of each of these processes so far, all its threads.
 * @param {number[]} pids
 * @returns {Map<number, number>} seconds, the clock counts hundredths; without those that have ended
 */
export function processorSeconds(pids) {
  const perSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }))
  const read = pids.map((pid) => [pid, statOf(pid)]).filter(([, stat]) => stat !== undefined)
  return new Map(read.map(([pid, { ticks }]) => [pid, ticks / perSecond]))
}

/**
 * What these processes hold in memory, in MB. What several share is counted in `pss` once, divided among them, and in
 * `rss` for each.
 * @param {number[]} pids
 * @returns {{ pss: number, rss: number }}
 */
export function memoryOf(pids) {
  const each = pids.flatMap((pid) => {
    try {
      return [parseRollup(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))]
    } catch (error) {
      // One of PostgreSQL's may have ended since the list was made.
      if (error.code === "ENOENT" || error.code === "ESRCH") return []
      throw error
    }
  })
  const sum = (key) => each.reduce((total, one) => total + one[key], 0) / 1024
  return { pss: sum("pss"), rss: sum("rss") }
}

/** This process and all that it has started, and they have started. */
export function withDescendants(pid) {
  const children = new Map()
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const parent = statOf(name)?.parent
    if (parent) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const family = [pid]
  for (const one of family) family.push(...(children.get(one) ?? []))
  return family
}

function statOf(pid) {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"))
  } catch {
    return undefined
  }
}

/** /proc/<pid>/stat: the name in parentheses may hold spaces; what follows it is counted from the state on. */
export function parseStat(text) {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ")
  return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
}

/** /proc/<pid>/smaps_rollup, in kB. */
export function parseRollup(text) {
  const kB = (key) => Number(text.match(new RegExp(`^${key}: +(\\d+) kB`, "m"))?.[1])
  return { pss: kB("Pss"), rss: kB("Rss") }
}
