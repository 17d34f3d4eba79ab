import { spawn } from "node:child_process"
import { join } from "node:path"
import { ensureBuild } from "../../scripts/build.mjs"
import { findLivekitServer } from "../../scripts/local/livekit-binary.mjs"

/**
 * The server of the lab as processes.
 * @param {{ network: ReturnType<import("./network.mjs").openNetwork>, caddy: string, dir: string,
 *   authority: { root: string, directory: string }, nat?: keyof typeof import("./server-nat.mjs").natKinds,
 *   config?: string, say: (line: string) => void }} options config: the edge's Caddyfile where it is not the product's
 * @returns {Promise<{ setupLink: string, figures: Record<string, string>, verbs: Record<string, Function>,
 *   stop: () => Promise<void> }>}
 */
export async function startProcesses({ network, caddy, dir, authority, nat, config, say }) {
  const note = (text) => say(`  ${text}`)
  const [build, { file: livekit }] = await Promise.all([
    ensureBuild({ note }),
    findLivekitServer({ named: process.env.LIVEKIT_SERVER_BIN, note }),
  ])
  const what = JSON.stringify({ dir: join(dir, "server"), caddy, livekit, build, authority, nat, config })
  const program = join(import.meta.dirname, "server-processes.mjs")
  const [command, ...args] = network.inside("srv", [process.execPath, program, what])
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] })
  const waiting = new Map()
  let count = 0
  child.on("message", ({ id, answer, error }) => {
    const { done, failed } = waiting.get(id)
    waiting.delete(id)
    if (error) failed(new Error(error))
    else done(answer)
  })
  child.on("exit", (code) => {
    for (const { failed } of waiting.values()) failed(new Error(`The server's processes ended (${code})`))
    waiting.clear()
  })
  const ask = (verb, ...given) =>
    new Promise((done, failed) => {
      const id = ++count
      waiting.set(id, { done, failed })
      child.send({ id, verb, args: given })
    })
  const { setupLink, certificateSeconds, back } = await ask("start")
  const figures = { "certificate obtained and the edge up": `${certificateSeconds.toFixed(1)} s` }
  if (nat) figures["what the server sends to its public address comes back, by its own look"] = back ? "yes" : "no"
  return {
    setupLink,
    figures,
    verbs: {
      room: () => ask("room"),
      relay: ({ kind }) => ask("relay", kind),
      fault: ({ name, how }) => ask("fault", name, how),
    },
    stop: () => ask("stop").catch(() => {}),
  }
}
