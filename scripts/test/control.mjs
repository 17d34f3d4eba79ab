import { randomBytes } from "node:crypto"
import { createServer } from "node:http"

/**
 * What a test may ask of the machinery under it, over loopback: a test runs in another process than the stack.
 *   POST <url>/kill-livekit            ends livekit-server hard; its keeper starts it again
 *   POST <url>/pause-livekit           ends livekit-server and leaves it so, until
 *   POST <url>/resume-livekit
 *   POST <url>/kill-app                ends the app hard; its keeper starts it again
 *   POST <url>/pause   {name}          ends "app" or "postgres" and leaves it so, until
 *   POST <url>/resume  {name}
 *   POST <url>/stack   {turn?, env?, webhookUrl?}
 *                                      one more stack with data of its own -> {id, url, appUrl, databaseUrl, setupLink, env, dir, ports}
 *   POST <url>/stop    {id}            stops that one
 * The first four take {id} as well: then they are about that other stack.
 * @param {Awaited<ReturnType<import("../stack.mjs").startStack>>} main the stack under test
 * @param {(options: object) => Promise<object>} startAnother
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startControl(main, startAnother) {
  const path = `/${randomBytes(16).toString("hex")}`
  const others = new Map()
  const told =
    (act) =>
    async ({ id }) => {
      await (id ? others.get(id) : main)[act]()
      return {}
    }
  const verbs = {
    "/kill-livekit": told("killLivekit"),
    "/pause-livekit": told("pauseLivekit"),
    "/resume-livekit": told("resumeLivekit"),
    "/kill-app": told("killApp"),
    "/pause": async ({ name }) => {
      await main.pause(name)
      return {}
    },
    "/resume": async ({ name }) => {
      await main.resume(name)
      return {}
    },
    "/stack": async (options) => {
      const stack = await startAnother(options)
      const id = randomBytes(4).toString("hex")
      others.set(id, stack)
      const { url, appUrl, databaseUrl, setupLink, env, dir, ports } = stack
      return { id, url, appUrl, databaseUrl, setupLink, env, dir, ports }
    },
    "/stop": async ({ id }) => {
      await others.get(id)?.stop()
      others.delete(id)
      return {}
    },
  }
  const server = createServer(async (request, response) => {
    const verb = request.url?.startsWith(path) ? verbs[request.url.slice(path.length)] : undefined
    try {
      if (!verb || request.method !== "POST") return response.writeHead(404).end()
      let body = ""
      for await (const chunk of request) body += chunk
      const answer = await verb(body ? JSON.parse(body) : {})
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer))
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error))
    }
  })
  await new Promise((done) => server.listen(0, "127.0.0.1", done))
  return {
    url: `http://127.0.0.1:${server.address().port}${path}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      for (const stack of others.values()) await stack.stop()
    },
  }
}
