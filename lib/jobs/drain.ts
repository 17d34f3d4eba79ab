import "server-only"

const signals = ["SIGTERM", "SIGINT"] as const

/**
 * Runs `drain` when this process is told to end, before those who end it: Next.js leaves as soon as the last request is
 * answered, and knows of nothing else that goes on.
 */
export function drainBeforeExit(drain: () => Promise<unknown>): void {
  for (const signal of signals) {
    const leavers = process.listeners(signal)
    process.removeAllListeners(signal)
    const leave = () => {
      for (const leaver of leavers) leaver(signal)
      if (leavers.length === 0) process.exit(0)
    }
    let told = false
    process.on(signal, () => {
      if (!told) drain().then(leave, leave)
      told = true
    })
  }
}
