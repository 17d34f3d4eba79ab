import { randomBytes } from "node:crypto"
import { createServer } from "node:http"

/**
 * What a test may ask of the server under it, over loopback: a test runs in another process than the lab.
 *   POST <url>/relay {kind: "on" | "off" | "through loopback"}   processes only
 *   POST <url>/fault {name: "app" | "postgres" | "edge" | "livekit", how: "kill" | "pause" | "restart"}
 *     kill as a crash does, pause for 5 s as a stuck machine does, restart as its owner does
 * @param {Record<string, (body: object) => Promise<void>>} verbs
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function startControl(verbs) {
  const path = `/${randomBytes(16).toString("hex")}`
  const server = createServer(async (request, response) => {
    const [before, verb] = [request.url?.slice(0, path.length), request.url?.slice(path.length + 1)]
    const act = before === path && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
    if (!act) return response.writeHead(404).end()
    try {
      let body = ""
      for await (const chunk of request) body += chunk
      await act(JSON.parse(body || "{}"))
      response.writeHead(200).end()
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error.message))
    }
  })
  await new Promise((done) => server.listen(0, "127.0.0.1", done))
  return {
    url: `http://127.0.0.1:${server.address().port}${path}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
