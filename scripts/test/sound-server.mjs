import { spawn } from "node:child_process"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"

/**
 * A PulseAudio of our own with a sink that goes nowhere. Firefox without any sound device never starts an AudioContext,
 * and then nothing it should measure moves.
 * @param {string} program path of pulseaudio
 * @param {string} dir an existing folder for its socket and state
 * @returns {Promise<{ env: { PULSE_SERVER: string }, pid: number, stop: () => Promise<void> }>}
 * @throws when it does not come up within 10 s
 */
export async function startSoundServer(program, dir) {
  const home = join(dir, "pulse")
  const socket = join(home, "socket")
  const script = join(home, "default.pa")
  mkdirSync(home, { recursive: true, mode: 0o700 })
  writeFileSync(
    script,
    [
      "load-module module-null-sink sink_name=nowhere rate=48000",
      "set-default-sink nowhere",
      `load-module module-native-protocol-unix socket=${socket} auth-anonymous=1`,
      "",
    ].join("\n"),
  )
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, PULSE_RUNTIME_PATH: home, PULSE_STATE_PATH: home }
  const args = ["-n", "-F", script, "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--log-level=error"]
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true })
  let said = ""
  let gone = false
  const listen = (chunk) => {
    said += chunk
  }
  child.stdout.on("data", listen)
  child.stderr.on("data", listen)
  child.on("error", ({ message }) => listen(message))
  const ended = new Promise((done) => {
    for (const event of ["exit", "error"]) child.on(event, done)
  }).then(() => {
    gone = true
  })

  // Whoever is told twice to end has no time to stop things in order.
  const endNow = () => {
    if (!gone) child.kill("SIGKILL")
  }
  process.once("exit", endNow)
  const stop = async () => {
    process.off("exit", endNow)
    if (!gone) child.kill("SIGTERM")
    await Promise.race([ended, wait(3_000, null, { ref: false })])
    if (!gone) child.kill("SIGKILL")
  }
  for (let tries = 0; tries < 100; tries++) {
    if (existsSync(socket)) return { env: { PULSE_SERVER: `unix:${socket}` }, pid: child.pid, stop }
    if (gone) break
    await wait(100)
  }
  await stop()
  throw new Error(`PulseAudio did not start: ${said.trim()}`)
}
