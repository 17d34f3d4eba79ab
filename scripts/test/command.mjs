import { spawn } from "node:child_process"
import { StringDecoder } from "node:string_decoder"

const running = new Set()

/**
 * Runs a program to its end or to its limit, in a process group of its own, so that nothing it started outlives it.
 * @param {string[]} command program and arguments
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, limitSeconds: number, echo?: boolean }} options
 *   echo: show the output as it comes
 * @returns {Promise<{ code: number, output: string, seconds: number, timedOut: boolean }>} never rejects
 */
export function runCommand([program, ...args], { cwd, env = process.env, limitSeconds, echo = false }) {
  return new Promise((done) => {
    const started = performance.now()
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true })
    running.add(child)
    let output = ""
    let timedOut = false
    for (const stream of [child.stdout, child.stderr]) {
      const decoder = new StringDecoder("utf8")
      stream.on("data", (chunk) => {
        const text = decoder.write(chunk)
        output += text
        if (echo) process.stdout.write(text)
      })
    }
    const limit = setTimeout(() => {
      timedOut = true
      end(child)
    }, limitSeconds * 1000)
    const finish = (code) => {
      clearTimeout(limit)
      running.delete(child)
      signal(child, "SIGKILL")
      done({ code: timedOut ? 124 : code, output, seconds: (performance.now() - started) / 1000, timedOut })
    }
    child.on("error", (error) => {
      output += error.message
      finish(127)
    })
    // "exit", not "close": a grandchild that holds the pipe open must not hold us.
    child.on("exit", (code) => setTimeout(() => finish(code ?? 1), 50))
  })
}

/** Ends whatever runCommand still runs; for the way out after Ctrl-C. */
export function endRunning() {
  for (const child of running) end(child)
}

function end(child) {
  signal(child, "SIGTERM")
  setTimeout(() => signal(child, "SIGKILL"), 5_000).unref()
}

function signal(child, name) {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, name)
  } catch {
    // The group is gone already.
  }
}
