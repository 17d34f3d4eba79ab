import { spawn } from "node:child_process"
import { closeSync } from "node:fs"
import { openLog, tail } from "./log-file.mjs"
import { Problem } from "./problem.mjs"

/**
 * Runs a program to its end with its output in a log.
 * @param {object} options
 * @param {string} options.title name in sentences
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {string} options.cwd
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} options.logDir folder whose logs/ takes the log
 * @param {string} options.logName
 * @param {AbortSignal} [options.signal] ends it, with everything it has started
 * @param {string[]} [options.todo] what to do when it fails
 * @throws {Problem} with the last lines of the log
 */
export async function runTool({ title, command, args, cwd, env = process.env, logDir, logName, signal, todo = [] }) {
  signal?.throwIfAborted()
  const log = openLog(logDir, logName)
  // A group of its own: Ctrl-C is ours to pass on, and what it has started ends with it.
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", log.fd, log.fd] })
  const onAbort = () => endGroup(child.pid)
  signal?.addEventListener("abort", onAbort)
  try {
    const code = await new Promise((resolve, reject) => child.once("error", reject).once("exit", resolve))
    signal?.throwIfAborted()
    if (code === 0) return
    throw new Problem(
      `${title} failed (exit code ${code}).`,
      `Its log, ${log.path}, ends so:`,
      ...tail(log.path, 30),
      ...todo,
    )
  } catch (error) {
    if (error.code !== "ENOENT") throw error
    throw new Problem(`${title} failed: there is no ${command}.`, ...todo)
  } finally {
    signal?.removeEventListener("abort", onAbort)
    closeSync(log.fd)
  }
}

function endGroup(pid) {
  try {
    process.kill(-pid, "SIGTERM")
  } catch {
    // It has just ended by itself.
  }
}
