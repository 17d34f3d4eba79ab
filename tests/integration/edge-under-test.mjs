import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach } from "vitest"
import { startEdge } from "../../scripts/local/edge.mjs"
import { startUpstream } from "./edge-upstreams.mjs"

/**
 * Before each test a real edge between two servers that stand for the app and LiveKit. A test may replace `gate` and open
 * the edge anew.
 */
export function edgeForEachTest() {
  const here = {}

  here.open = async () => {
    const { app, livekit, staticDir } = here
    const patience = { gatePatience: 800, answerPatience: 1200 }
    const edge = await startEdge({
      port: 0,
      host: "127.0.0.1",
      app: app.url,
      livekit: livekit.url,
      staticDir,
      ...patience,
    })
    here.edge = edge
    here.base = `http://127.0.0.1:${edge.port}`
  }

  beforeEach(async () => {
    here.gate = (_request, response) => response.end("{}")
    here.app = await startUpstream((request, response) => {
      if (request.url === "/api/livekit/gate") return here.gate(request, response)
      if (request.url === "/events") {
        response.writeHead(200, { "Content-Type": "text/event-stream" })
        return response.flushHeaders()
      }
      if (request.url === "/hangs") return undefined
      if (request.url === "/missing") return response.writeHead(404).end("no such page")
      response.setHeader("Set-Cookie", ["a=1", "b=2"])
      return request.pipe(response)
    })
    here.livekit = await startUpstream((_request, response) => response.end("success"))
    here.staticDir = mkdtempSync(join(tmpdir(), "edge-static-"))
    await here.open()
  })

  afterEach(async () => {
    await here.edge.close()
    await Promise.all([here.app.close(), here.livekit.close()])
    rmSync(here.staticDir, { recursive: true, force: true })
  })

  return here
}
