import { spawnSync } from "node:child_process"

/**
 * Runs one short program to its end.
 * @param {string[]} command program and arguments
 * @param {{ may?: boolean, seconds?: number }} [options] may: failing is no error (there may be nothing to remove)
 * @returns {string} what it printed
 * @throws with its own words when it fails
 */
export function run([program, ...args], { may = false, seconds = 20 } = {}) {
  const done = spawnSync(program, args, { encoding: "utf8", timeout: seconds * 1000 })
  if (done.status === 0 || may) return done.stdout ?? ""
  const why = done.error?.message ?? done.stderr.trim()
  throw new Error(`${program} ${args.join(" ")}: ${why || `exit code ${done.status}`}`)
}
