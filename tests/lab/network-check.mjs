import { spawn } from "node:child_process"
import { setTimeout as wait } from "node:timers/promises"
import { server } from "./network.mjs"

/** What must get through, in the order TCP 443, TCP 7881, UDP 3478, UDP 7882. */
const wanted = {
  open: "1111",
  symmetric: "1111",
  "udp-blocked": "1100",
  "tcp443-only": "1000",
  "tcp443-reject": "1000",
  "udp-only": "0011",
  offline: "0000",
}

/**
 * Sends something through every kind of firewall, and sees what comes back: what the tests of calls stand on. The ports
 * must be free.
 * @param {ReturnType<import("./network.mjs").openNetwork>} network
 * @returns {Promise<{ mode: string, wanted: string, got: string }[]>}
 */
export async function checkModes(network) {
  const answer = "SYSTEM:echo ok"
  const listeners = [443, 7881]
    .map((port) => [`TCP4-LISTEN:${port},fork,reuseaddr`, answer])
    .concat([3478, 7882].map((port) => [`UDP4-RECVFROM:${port},fork`, answer]))
    .map((args) => start(network.inside("srv", ["socat", ...args])))
  try {
    await wait(500)
    const results = []
    for (const mode of Object.keys(wanted)) {
      network.mode("a", mode)
      const tries = [`TCP4:${server.address}:443`, `TCP4:${server.address}:7881`]
        .map((address) => `${address},connect-timeout=2`)
        .concat([`UDP4:${server.address}:3478`, `UDP4:${server.address}:7882`])
        .map((address, index) => answersAtLast(network, address, wanted[mode][index] === "1" ? 4 : 1))
      const got = (await Promise.all(tries)).map((yes) => (yes ? "1" : "0")).join("")
      results.push({ mode, wanted: wanted[mode], got })
    }
    return results
  } finally {
    network.mode("a", "open")
    for (const listener of listeners) listener.kill()
  }
}

function start([program, ...args]) {
  return spawn(program, args, { stdio: "ignore" })
}

/** On a busy machine an answer may come late: what should get through gets several tries. */
async function answersAtLast(network, address, tries) {
  for (let number = 0; number < tries; number++) if (await answers(network, address)) return true
  return false
}

function answers(network, address) {
  const [program, ...args] = network.inside("a", ["timeout", "4", "socat", "-t1", "-", address])
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "ignore"] })
  let said = ""
  child.stdout.on("data", (part) => {
    said += part
  })
  child.stdin.on("error", () => {})
  child.stdin.write("x\n")
  // Its end closes the connection: an answer over UDP needs a moment.
  setTimeout(() => child.stdin.end(), 700)
  return new Promise((done) => child.on("close", () => done(said.includes("ok"))))
}
