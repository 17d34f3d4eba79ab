import { join } from "node:path"
import { expect, test } from "vitest"
import { startEdge } from "../../scripts/local/edge.mjs"
import { promiseEverything } from "../contract/edge-promises.mjs"
import { ANSWER_PATIENCE_MS, edgeForEachTest, GATE_PATIENCE_MS } from "../contract/edge-under-test.mjs"
import { askUpgrade } from "../contract/edge-upstreams.mjs"

const here = edgeForEachTest((around) => openLocalEdge(around))

promiseEverything(here)

test("the development server may speak WebSocket", async () => {
  await here.edge.close()
  here.edge = await openLocalEdge({
    app: here.app.url,
    livekit: here.livekit.url,
    staticRoot: here.staticRoot,
    appSockets: true,
  })
  const { status, upgraded } = await askUpgrade(here.edge.base, "/_next/webpack-hmr")
  expect(status).toBe(101)
  upgraded.destroy()
})

async function openLocalEdge({ app, livekit, staticRoot, appSockets }) {
  const edge = await startEdge({
    port: 0,
    host: "127.0.0.1",
    app,
    livekit,
    appSockets,
    staticDir: join(staticRoot, "_next", "static"),
    gatePatience: GATE_PATIENCE_MS,
    answerPatience: ANSWER_PATIENCE_MS,
  })
  return { base: `http://127.0.0.1:${edge.port}`, close: () => edge.close() }
}
