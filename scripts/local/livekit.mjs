import { spawn } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { renderLivekitConfig } from "../livekit-config.mjs"
import { openLog } from "./log-file.mjs"
import { createService } from "./service.mjs"

export const LIVEKIT_SIGNALS = [
  // The first asks it to wait until everybody has left, the second not to.
  ["SIGINT", 100],
  ["SIGINT", 2000],
]

/**
 * livekit-server (SFU and TURN), supervised: after a crash it is back in a third of a second.
 * @param {object} options
 * @param {string} options.dir the data folder
 * @param {string} options.binary
 * @param {Omit<Parameters<typeof renderLivekitConfig>[0], "base">} options.config
 * @param {ReturnType<import("./process.mjs").openProcessBook>} options.book
 * @param {(line: string) => void} options.say
 */
export function createLivekit({ dir, binary, config, book, say }) {
  const base = readFileSync(new URL("../../livekit.yaml", import.meta.url), "utf8")
  const file = join(dir, "livekit.yaml")
  writeFileSync(file, renderLivekitConfig({ base, ...config }), { mode: 0o600 })
  const log = openLog(dir, "livekit")
  return createService({
    name: "livekit",
    title: "livekit-server",
    log: log.path,
    signals: LIVEKIT_SIGNALS,
    firstDelay: 300,
    book,
    say,
    spawn: () => spawn(binary, ["--config", file], { detached: true, stdio: ["ignore", log.fd, log.fd] }),
    answers: () => answersOk(`http://127.0.0.1:${config.ports.http}/`),
  })
}

/**
 * Does a GET answer with a 2xx in time?
 * @param {string} url
 * @param {number} [patience] milliseconds
 */
export function answersOk(url, patience = 1000) {
  const giveUp = new AbortController()
  const asked = fetch(url, { signal: giveUp.signal }).then(async (response) => {
    await response.arrayBuffer()
    return response.ok
  })
  // A timer of our own, and a race: with AbortSignal.timeout alone one such question was seen never to end (Node.js 20).
  let timer
  const late = new Promise((answer) => {
    timer = setTimeout(() => {
      giveUp.abort()
      answer(false)
    }, patience)
  })
  return Promise.race([asked.catch(() => false), late]).finally(() => clearTimeout(timer))
}
