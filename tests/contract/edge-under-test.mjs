import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach } from "vitest"
import { startUpstream } from "./edge-upstreams.mjs"

export const GATE_PATIENCE_MS = 800
export const ANSWER_PATIENCE_MS = 1200

/**
 * Before each test a real edge between two servers that stand for the app and LiveKit. A test may replace `gate` and open
 * the edge anew.
 * @param {(around: { app: string, livekit: string, staticRoot: string }) => Promise<{ base: string, close(): Promise<void> }>} openEdge
 *   with the two patiences above; below staticRoot is _next/static
 */
export function edgeForEachTest(openEdge) {
  const here = {}

  here.open = async () => {
    here.edge = await openEdge({ app: here.app.url, livekit: here.livekit.url, staticRoot: here.staticRoot })
    here.base = here.edge.base
  }

  function swallow(request, response) {
    request.on("error", () => {})
    request.on("data", (part) => {
      here.swallowed += part.length
    })
    request.on("end", () => response.end())
  }

  beforeEach(async () => {
    here.swallowed = 0
    here.gate = (_request, response) => response.end("{}")
    here.app = await startUpstream((request, response) => {
      if (request.url === "/api/livekit/gate") return here.gate(request, response)
      if (request.url === "/events") {
        response.writeHead(200, { "Content-Type": "text/event-stream" })
        return response.flushHeaders()
      }
      if (request.url === "/hangs") return undefined
      if (request.url === "/swallows") return swallow(request, response)
      if (request.url === "/missing") return response.writeHead(404).end("no such page")
      response.setHeader("Set-Cookie", ["a=1", "b=2"])
      return request.pipe(response)
    })
    here.livekit = await startUpstream((_request, response) => response.end("success"))
    here.staticRoot = mkdtempSync(join(tmpdir(), "edge-static-"))
    here.staticDir = join(here.staticRoot, "_next", "static")
    mkdirSync(here.staticDir, { recursive: true })
    await here.open()
  })

  afterEach(async () => {
    await here.edge.close()
    await Promise.all([here.app.close(), here.livekit.close()])
    rmSync(here.staticRoot, { recursive: true, force: true })
  })

  return here
}
