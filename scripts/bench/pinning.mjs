import { execFileSync } from "node:child_process"
import { availableParallelism } from "node:os"

/**
 * Gives the app a processor of its own and everything that asks it the others, so that the generator of the load takes
 * nothing from what it measures. Only where the system has taskset and two processors.
 * @param {number} appPid
 * @returns {{ words: string, undo: () => void }}
 */
export function separate(appPid) {
  const count = availableParallelism()
  if (process.platform !== "linux" || count < 2) return { words: "no processor set apart", undo: () => {} }
  const all = `0-${count - 1}`
  const others = count === 2 ? "1" : `1-${count - 1}`
  try {
    pin(appPid, "0")
    pin(process.pid, others)
  } catch {
    return { words: "no processor set apart: taskset does not work here", undo: () => {} }
  }
  return {
    words: `the app on processor 0, the generator of the load on ${others}`,
    undo: () => {
      for (const pid of [appPid, process.pid]) pin(pid, all)
    },
  }
}

function pin(pid, processors) {
  execFileSync("taskset", ["-a", "-c", "-p", processors, String(pid)], { stdio: "ignore" })
}
