import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { answersOk } from "./livekit.mjs"
import { openLog } from "./log-file.mjs"
import { createService } from "./service.mjs"

export const APP_SIGNALS = [["SIGTERM", 3000]]
const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const NEXT = fileURLToPath(new URL("../../node_modules/next/dist/bin/next", import.meta.url))
// They would contradict the address that the edge forwards.
const NOT_INHERITED = ["AUTH_URL", "NEXTAUTH_URL", "NEXTAUTH_SECRET", "PORT", "HOSTNAME"]

/**
 * The app behind the edge, on 127.0.0.1, supervised.
 * @param {object} options
 * @param {string} options.dir the data folder
 * @param {boolean} options.dev the development server
 * @param {string} [options.buildDir] folder of server.js
 * @param {{ command: string, args: string[], cwd?: string }} [options.command] something else that stands for the app
 * @param {number} options.port
 * @param {Record<string, string>} options.env
 * @param {ReturnType<import("./process.mjs").openProcessBook>} options.book
 * @param {(line: string) => void} options.say
 */
export function createApp({ dir, dev, buildDir, command, port, env, book, say }) {
  const log = openLog(dir, "app")
  const program =
    command ?? (dev ? developmentServer(port) : { command: process.execPath, args: ["server.js"], cwd: buildDir })
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.includes(name)))
  const settings = {
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(port),
    HOSTNAME: "127.0.0.1",
    // Longer than the edge keeps a connection: it must not be closed in the moment it is used again.
    KEEP_ALIVE_TIMEOUT: "75000",
  }
  return createService({
    name: "app",
    title: "The app",
    log: log.path,
    signals: APP_SIGNALS,
    group: true,
    // The development server compiles before it answers.
    patience: dev ? 120_000 : 30_000,
    book,
    say,
    spawn: () =>
      spawn(program.command, program.args, {
        cwd: program.cwd,
        env: { ...inherited, ...settings, ...env },
        detached: true,
        stdio: ["ignore", log.fd, log.fd],
      }),
    answers: () => answersOk(`http://127.0.0.1:${port}/api/health`, dev ? 60_000 : 1000),
  })
}

function developmentServer(port) {
  return {
    command: process.execPath,
    args: [NEXT, "dev", "--port", String(port), "--hostname", "127.0.0.1"],
    cwd: ROOT,
  }
}
