import { setTimeout as sleep } from "node:timers/promises"
import { tail } from "./log-file.mjs"
import { Problem } from "./problem.mjs"
import { endProcess, identityOf } from "./process.mjs"

const LONGEST_DELAY_MS = 10_000
// Whoever lived this long was well: the next death is a new trouble and starts with a short delay again.
const CALM_AFTER_MS = 10_000
const ASK_EVERY_MS = 40

/**
 * A program that is kept running: started, waited for until it answers, and started again with growing delays when it
 * ends by itself. Each trouble is said once, and once more when it is over.
 *
 * @param {object} options
 * @param {string} options.name key in the process book
 * @param {string} options.title name in sentences
 * @param {() => import("node:child_process").ChildProcess} options.spawn must lead its own process group, so that Ctrl-C
 *   in the terminal reaches only the process that stops things in order
 * @param {() => Promise<boolean>} options.answers
 * @param {number} [options.patience] milliseconds until it must answer
 * @param {number} [options.firstDelay] milliseconds before the first new try
 * @param {[NodeJS.Signals, number][]} options.signals how it is ended
 * @param {boolean} [options.group] its children are ended with it
 * @param {string} options.log path of its log
 * @param {ReturnType<import("./process.mjs").openProcessBook>} options.book
 * @param {(line: string) => void} options.say
 */
export function createService(options) {
  const { name, title, spawn, answers, patience = 30_000, firstDelay = 500, signals, group, log, book, say } = options
  let wanted = false
  let current
  let retry
  let calm
  let failures = 0
  let troubleSince = 0

  function launch() {
    const child = spawn()
    const run = { child, pid: child.pid, identity: child.pid && identityOf(child.pid), ended: false, why: "" }
    if (child.pid) book.note(name, child.pid)
    const onEnd = (why) => {
      if (run.ended) return
      run.ended = true
      run.why = why
      clearTimeout(calm)
      if (run === current && wanted && run.ready) again(why)
    }
    child.once("error", (error) => onEnd(error.message))
    child.once("exit", (code, signal) => onEnd(signal ?? `exit code ${code}`))
    current = run
    return run
  }

  async function untilReady(run) {
    const deadline = Date.now() + patience
    while (!run.ended && Date.now() < deadline) {
      if (await answers()) {
        run.ready = !run.ended
        return run.ready
      }
      await sleep(ASK_EVERY_MS)
    }
    return false
  }

  function again(why) {
    if (!troubleSince) {
      troubleSince = Date.now()
      say(`! ${title} has stopped (${why}). Starting it again. Its log: ${log}`)
    }
    const delay = failures === 0 ? firstDelay : Math.min(500 * 2 ** failures, LONGEST_DELAY_MS)
    failures += 1
    retry = setTimeout(relaunch, delay)
  }

  async function relaunch() {
    if (!wanted) return
    const run = launch()
    if (await untilReady(run)) {
      say(`✓ ${title} runs again after ${((Date.now() - troubleSince) / 1000).toFixed(1)} s.`)
      troubleSince = 0
      calm = setTimeout(() => {
        failures = 0
      }, CALM_AFTER_MS)
      calm.unref()
      return
    }
    await end(run)
    if (wanted && run === current) again(run.why)
  }

  async function end(run) {
    if (run?.identity && !run.ended) await endProcess(run, { signals, group })
  }

  return {
    get pid() {
      return current && !current.ended ? current.pid : undefined
    },

    /** @throws {Problem} when it does not answer, with the last lines of its log */
    async start() {
      wanted = true
      const run = launch()
      if (await untilReady(run)) return
      if (!wanted) throw new DOMException(`${title} was stopped`, "AbortError")
      wanted = false
      await end(run)
      const why = run.ended && run.why ? `it stopped: ${run.why}` : `no answer in ${patience / 1000} s`
      throw new Problem(`${title} did not start (${why}).`, `Its log, ${log}, ends so:`, ...tail(log))
    },

    /** Ends it on purpose; it stays down until it is started again. */
    async stop() {
      wanted = false
      clearTimeout(retry)
      clearTimeout(calm)
      await end(current)
      book.forget(name)
    },

    /** As a crash would: for tests. It is started again. */
    kill() {
      if (current && !current.ended) process.kill(current.pid, "SIGKILL")
    },
  }
}
