import { Agent, request as httpRequest } from "node:http"

const LARGEST_ANSWER = 4096
export const CANNOT_DECIDE = { status: 503, body: JSON.stringify({ code: "unavailable" }) }

/**
 * Asks the app whether somebody may reach LiveKit. Only a decided no is a 403; whatever else goes wrong is a 503, which
 * the client tries again. Never a 404: the client would wait for ever.
 * @param {string} app address of the app, "http://127.0.0.1:port"
 * @param {number} patience milliseconds
 */
export function createGate(app, patience) {
  const agent = new Agent({ keepAlive: true })

  /**
   * @param {import("node:http").IncomingMessage} incoming with its headers cleaned
   * @returns {Promise<{ status: 200 } | { status: number, body: string }>}
   */
  async function ask(incoming) {
    return (await askOnce(incoming)) ?? (await askOnce(incoming)) ?? CANNOT_DECIDE
  }

  /** Nothing when the connection had been closed by the app just before it was used again: then asking twice is right. */
  function askOnce(incoming) {
    return new Promise((resolve) => {
      const { host, "user-agent": userAgent = "" } = incoming.headers
      const headers = {
        host: host ?? "",
        "user-agent": userAgent,
        "x-forwarded-uri": incoming.url,
        "x-forwarded-method": "GET",
        "x-forwarded-for": incoming.headers["x-forwarded-for"],
        "x-forwarded-proto": incoming.headers["x-forwarded-proto"],
        "x-forwarded-host": incoming.headers["x-forwarded-host"],
      }
      const asked = httpRequest(`${app}/api/livekit/gate`, { agent, headers }, (answer) => {
        readText(answer).then(
          (body) => resolve(verdict(answer.statusCode, body)),
          () => resolve(CANNOT_DECIDE),
        )
      })
      asked.setTimeout(patience, () => asked.destroy(new Error("The gate is too slow")))
      asked.once("error", (error) =>
        resolve(asked.reusedSocket && error.code === "ECONNRESET" ? undefined : CANNOT_DECIDE),
      )
      asked.end()
    })
  }

  return { ask, close: () => agent.destroy() }
}

function verdict(status, body) {
  if (status === 200) return { status }
  if ((status === 403 || status === 401) && isJson(body)) return { status: 403, body }
  if (status === 403 || status === 401) return { status: 403, body: JSON.stringify({ code: "forbidden" }) }
  return CANNOT_DECIDE
}

async function readText(stream) {
  let text = ""
  stream.setEncoding("utf8")
  for await (const chunk of stream) if (text.length < LARGEST_ANSWER) text += chunk
  return text
}

function isJson(text) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
