import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { expect, test } from "vitest"
import { findCaddy } from "../lab/caddy.mjs"
import { openCaddy, until } from "./caddy.mjs"
import { edgeForEachTest } from "./edge-under-test.mjs"
import { ask, askUpgrade } from "./edge-upstreams.mjs"

const program = await findCaddy(console.log)
const here = edgeForEachTest((around) => openCaddy({ program, ...around }))
const accesses = () => here.edge.lines().filter(({ msg }) => msg === "handled request")

test("the log names no token, no query, no one-time link, no cookie", async () => {
  await ask(here.base, "/rtc/v1/validate?access_token=SECRET-1", { headers: { Cookie: "session=SECRET-2" } })
  await ask(here.base, "/setup/SECRET-3?x=SECRET-4", { headers: { Authorization: "SECRET-5" } })
  for (const kind of ["welcome", "reset", "confirm", "link"]) await ask(here.base, `/${kind}/SECRET-8`)
  await here.app.close()
  await ask(here.base, "/rtc/v1?access_token=SECRET-6")
  const { upgraded } = await askUpgrade(here.base, "/rtc/v1?access_token=SECRET-7")
  upgraded?.destroy()
  await until(() => accesses().length >= 8)
  expect(accesses().map(({ request }) => request.uri)).toEqual([
    "/rtc/v1/validate",
    "/setup/",
    "/welcome/",
    "/reset/",
    "/confirm/",
    "/link/",
    "/rtc/v1",
    "/rtc/v1",
  ])
  expect(JSON.stringify(here.edge.lines())).not.toContain("SECRET")
})

test("questions about health are not logged", async () => {
  await ask(here.base, "/api/health")
  await ask(here.base, "/api/ready")
  await ask(here.base, "/r/abc")
  await until(() => accesses().length > 0)
  expect(accesses().map(({ request }) => request.uri)).toEqual(["/r/abc"])
})

test("the program says itself whether the edge answers", async () => {
  const ask = (folder) => promisify(execFile)(program, ["health"], { env: { ...process.env, EDGE_RUN: folder } })
  await expect(ask(here.edge.folder)).resolves.toBeDefined()
  await expect(ask("/nowhere")).rejects.toThrow()
})

test.each(["zstd", "gzip"])("pages are compressed (%s)", async (encoding) => {
  replaceApp((response) => response.writeHead(200, { "Content-Type": "text/html" }).end("x".repeat(5000)))
  const { headers } = await ask(here.base, "/rooms", { headers: { "Accept-Encoding": encoding } })
  expect(headers["content-encoding"]).toBe(encoding)
  expect(here.app.seen[0].headers).not.toHaveProperty("accept-encoding")
})

test("event streams are not, and each event comes at once", async () => {
  replaceApp((response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" })
    response.write(`data: ${"x".repeat(5000)}\n\n`)
  })
  const response = await fetch(`${here.base}/events-2`, { signal: AbortSignal.timeout(1000) })
  expect(response.headers.get("content-encoding")).toBeNull()
  const { value } = await response.body.getReader().read()
  expect(String.fromCharCode(...value.slice(0, 5))).toBe("data:")
})

test("a request's head has a limit", async () => {
  expect((await ask(here.base, "/rooms", { headers: { "X-Big": "x".repeat(40_000) } })).status).toBe(431)
})

test("TERM lets go of what is open within the grace period", async () => {
  const { upgraded } = await askUpgrade(here.base, "/rtc/v1?access_token=a")
  const started = performance.now()
  await here.edge.close()
  expect(performance.now() - started).toBeLessThan(6000)
  upgraded.destroy()
})

function replaceApp(handle) {
  here.app.server.removeAllListeners("request")
  here.app.server.on("request", ({ url, headers }, response) => {
    here.app.seen.push({ url, headers })
    handle(response)
  })
}
