import { Agent, request } from "node:http"
import { quantile } from "./statistics.mjs"

/**
 * Asks one address again and again over kept connections, a fixed number of requests at once.
 * @param {object} options
 * @param {string} options.url origin, "http://127.0.0.1:port"
 * @param {() => { method?: string, path: string, headers?: Record<string, string>, body?: string }} options.next
 * @param {number} options.atOnce
 * @param {number} options.seconds
 * @param {number} [options.status] that every answer must have
 * @returns {Promise<{ perSecond: number, p50: number, p99: number, times: number[] }>} times in milliseconds
 * @throws when an answer has another status, or none comes
 */
export async function drive({ url, next, atOnce, seconds, status = 200 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const times = []
  const started = performance.now()
  const until = started + seconds * 1000
  async function worker() {
    while (performance.now() < until) {
      const sent = performance.now()
      const answer = await ask({ url, agent, ...next() })
      times.push(performance.now() - sent)
      if (answer.status !== status)
        throw new Error(`${answer.status} instead of ${status}: ${answer.body.slice(0, 300)}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, worker))
  } finally {
    agent.destroy()
  }
  const took = (performance.now() - started) / 1000
  return { perSecond: times.length / took, p50: quantile(times, 0.5), p99: quantile(times, 0.99), times }
}

/**
 * One request.
 * @returns {Promise<{ status: number, body: string }>}
 */
export function ask({ url, agent, method = "GET", path, headers = {}, body }) {
  const { hostname, port } = new URL(url)
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, agent, headers: { ...headers, ...length } }, (answer) => {
      const parts = []
      answer.on("data", (part) => parts.push(part))
      answer.once("error", reject)
      answer.once("end", () => resolve({ status: answer.statusCode, body: Buffer.concat(parts).toString("utf8") }))
    })
    asked.setTimeout(30_000, () => asked.destroy(new Error(`No answer to ${method} ${path}`)))
    asked.once("error", reject)
    asked.end(body)
  })
}
