import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { brotliCompressSync } from "node:zlib"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { startEdge } from "../../scripts/local/edge.mjs"
import { ask, askUpgrade, startUpstream } from "./edge-upstreams.mjs"

const TOKEN = "header.payload.signature"
const JOIN = `/rtc/v1?access_token=${TOKEN}&auto_subscribe=1`
const VALIDATE = `/rtc/v1/validate?access_token=${TOKEN}`

let app
let livekit
let edge
let base
/** What the gate does next. */
let gate
let staticDir

beforeEach(async () => {
  gate = (_request, response) => response.end("{}")
  app = await startUpstream((request, response) => {
    if (request.url === "/api/livekit/gate") return gate(request, response)
    if (request.url === "/events") {
      response.writeHead(200, { "Content-Type": "text/event-stream" })
      return response.flushHeaders()
    }
    if (request.url === "/hangs") return undefined
    if (request.url === "/missing") return response.writeHead(404).end("no such page")
    response.setHeader("Set-Cookie", ["a=1", "b=2"])
    return request.pipe(response)
  })
  livekit = await startUpstream((_request, response) => response.end("success"))
  staticDir = mkdtempSync(join(tmpdir(), "edge-static-"))
  edge = await startEdge({
    port: 0,
    host: "127.0.0.1",
    app: app.url,
    livekit: livekit.url,
    staticDir,
    gatePatience: 300,
    answerPatience: 600,
  })
  base = `http://127.0.0.1:${edge.port}`
})

afterEach(async () => {
  await edge.close()
  await Promise.all([app.close(), livekit.close()])
})

const gateQuestions = () => app.seen.filter(({ url }) => url === "/api/livekit/gate")
const denies = (status, body) => (_request, response) =>
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body))

describe("signalling", () => {
  test("reaches LiveKit when the gate says yes", async () => {
    expect(await ask(base, VALIDATE)).toMatchObject({ status: 200, body: "success" })
    expect(livekit.seen[0].url).toBe(VALIDATE)
  })

  test("a WebSocket goes through the gate, both ways", async () => {
    const { status, upgraded } = await askUpgrade(base, JOIN)
    expect(status).toBe(101)
    upgraded.write("are you there")
    expect(String(await new Promise((resolve) => upgraded.once("data", resolve)))).toBe("are you there")
    expect(gateQuestions()).toHaveLength(1)
    upgraded.destroy()
  })

  test("the gate is told the original address and the real client", async () => {
    await ask(base, VALIDATE, {
      headers: { "X-Forwarded-For": "1.2.3.4", "X-Forwarded-Uri": "/rtc?access_token=other" },
    })
    expect(gateQuestions()[0].headers).toMatchObject({ "x-forwarded-uri": VALIDATE, "x-forwarded-for": "127.0.0.1" })
  })

  test.each(["GET", "UPGRADE"])("a decided no reaches the page with its body (%s)", async (kind) => {
    gate = denies(403, { code: "banned" })
    const answered = await (kind === "GET" ? ask(base, VALIDATE) : askUpgrade(base, JOIN))
    expect(answered).toMatchObject({ status: 403, body: '{"code":"banned"}' })
    expect(answered.headers["content-type"]).toContain("application/json")
    expect(livekit.seen).toHaveLength(0)
  })

  test.each([404, 500, 503, 302])("a gate that answers %i is a 503", async (status) => {
    gate = denies(status, { code: "whatever" })
    expect((await ask(base, VALIDATE)).status).toBe(503)
    expect((await askUpgrade(base, JOIN)).status).toBe(503)
    expect(livekit.seen).toHaveLength(0)
  })

  test("a gate that is too slow is a 503", async () => {
    gate = () => {}
    expect((await ask(base, VALIDATE)).status).toBe(503)
    expect((await askUpgrade(base, JOIN)).status).toBe(503)
  })

  test("an app that is down is a 503", async () => {
    await app.close()
    expect((await ask(base, VALIDATE)).status).toBe(503)
    expect((await askUpgrade(base, JOIN)).status).toBe(503)
  })

  test("a LiveKit that is down is a 503", async () => {
    await livekit.close()
    expect((await ask(base, VALIDATE)).status).toBe(503)
    expect((await askUpgrade(base, JOIN)).status).toBe(503)
  })

  test("a 404 of LiveKit is a 503", async () => {
    livekit.server.refuse = 404
    expect((await askUpgrade(base, JOIN)).status).toBe(503)
    livekit.server.removeAllListeners("request")
    livekit.server.on("request", (_request, response) => response.writeHead(404).end("requested room does not exist"))
    expect((await ask(base, VALIDATE)).status).toBe(503)
  })

  test("LiveKit sees only the token that the gate has judged", async () => {
    await ask(base, VALIDATE, { headers: { Authorization: "Bearer another", Cookie: "session=1" } })
    expect(livekit.seen[0].headers).not.toHaveProperty("authorization")
    expect(livekit.seen[0].headers).not.toHaveProperty("cookie")
    expect((await ask(base, `${VALIDATE}&access_token=another`)).status).toBe(403)
    expect((await ask(base, `${VALIDATE}&access%5Ftoken=another`)).status).toBe(403)
    expect((await ask(base, `/rtc/v1/validate?x;access_token=another&access_token=${TOKEN}`)).status).toBe(403)
    expect((await ask(base, VALIDATE, { method: "POST", body: "access_token=another" })).status).toBe(405)
    expect(livekit.seen).toHaveLength(1)
  })
})

describe("inner paths", () => {
  test.each([
    "/api/livekit/gate",
    "/api/livekit/webhook",
    "/api/livekit",
    "/api/livekit/",
    "/api/metrics",
    "/twirp/livekit.RoomService/ListRooms",
    "/twirp",
    "/API/LiveKit/gate",
    "//api//livekit//gate",
    "/api/livekit%2Fgate",
    "/%61pi/livekit/gate",
    "/%2561pi/livekit/gate",
    "/x/../api/livekit/gate",
    "/x/%2e%2e/api/livekit/gate",
    "/api\\livekit\\gate",
    "/api/./metrics",
    "/api/metrics?x=1",
    "/Twirp/x",
    "/rtc/../twirp/livekit.RoomService/ListRooms",
  ])("%s does not exist", async (path) => {
    expect((await ask(base, path)).status).toBe(404)
    expect((await ask(base, path, { method: "POST", body: "x" })).status).toBe(404)
    expect((await askUpgrade(base, path)).status).toBe(404)
    expect([...app.seen, ...livekit.seen]).toHaveLength(0)
  })

  test.each([
    "//rtc",
    "/RTC",
    "/%72tc",
    "/rtc/%76alidate",
    "/rtc//v1",
    "/rtc/./v1",
    "/x/../rtc",
    "http://x/rtc",
    "/%zz",
  ])("%s is no way around the gate", async (path) => {
    expect((await ask(base, path)).status).toBe(400)
    expect([...app.seen, ...livekit.seen]).toHaveLength(0)
  })

  test("neighbours of inner paths are the app's", async () => {
    for (const path of ["/api/livekit-status", "/api/metrics2", "/rtcx", "/r/twirp", "/r/100%25", "/"])
      expect((await ask(base, path)).status, path).toBe(200)
  })
})

describe("the app", () => {
  test("gets trustworthy headers and keeps those of its own client", async () => {
    await ask(base, "/rooms", {
      headers: {
        Host: "meet.example:3000",
        "X-Forwarded-For": "6.6.6.6",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        Forwarded: "for=6.6.6.6",
        "X-Real-IP": "6.6.6.6",
        "X-Middleware-Subrequest": "middleware",
        "X-Nextjs-Data": "1",
        "X-Matched-Path": "/admin",
        "Next-Action": "abc",
        RSC: "1",
        "Next-Router-State-Tree": "tree",
      },
    })
    const { headers } = app.seen[0]
    expect(headers).toMatchObject({
      host: "meet.example:3000",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-host": "meet.example:3000",
      "x-forwarded-proto": "http",
      "next-action": "abc",
      rsc: "1",
      "next-router-state-tree": "tree",
    })
    for (const name of ["forwarded", "x-real-ip", "x-middleware-subrequest", "x-nextjs-data", "x-matched-path"])
      expect(headers, name).not.toHaveProperty(name)
  })

  test("gets bodies, and its cookies come back one by one", async () => {
    const { body, headers } = await ask(base, "/rooms", { method: "POST", body: "x".repeat(100_000) })
    expect(body).toHaveLength(100_000)
    expect(headers["set-cookie"]).toEqual(["a=1", "b=2"])
  })

  test("may answer 404 for its own pages", async () => {
    expect(await ask(base, "/missing")).toMatchObject({ status: 404, body: "no such page" })
  })

  test("may speak WebSocket (the development server does)", async () => {
    const { status, upgraded } = await askUpgrade(base, "/_next/webpack-hmr")
    expect(status).toBe(101)
    upgraded.destroy()
  })

  test("an event stream begins before its first event", async () => {
    const response = await fetch(`${base}/events`, { signal: AbortSignal.timeout(500) })
    expect(response.status).toBe(200)
    await response.body.cancel()
  })

  test("when it is down, people read so in their language and the page comes back by itself", async () => {
    await app.close()
    const russian = await ask(base, "/rooms", { headers: { Accept: "text/html", "Accept-Language": "ru,en;q=0.8" } })
    expect(russian.status).toBe(503)
    expect(russian.body).toContain('lang="ru"')
    expect(russian.body).toContain('http-equiv="refresh"')
    const chosen = await ask(base, "/rooms", {
      headers: { Accept: "text/html", "Accept-Language": "ru", Cookie: "theme=dark; locale=en" },
    })
    expect(chosen.body).toContain('lang="en"')
    expect(await ask(base, "/api/rooms/x/enter", { method: "POST", body: "{}" })).toMatchObject({
      status: 503,
      body: '{"code":"unavailable"}',
    })
  })

  test("never hangs when it does not answer", async () => {
    expect((await ask(base, "/hangs")).status).toBe(503)
  })
})

describe("static files", () => {
  test("come from disk, compressed beforehand, for a year", async () => {
    writeFileSync(join(staticDir, "a.js"), "plain")
    writeFileSync(join(staticDir, "a.js.br"), brotliCompressSync("plain"))
    await edge.close()
    edge = await startEdge({ port: 0, host: "127.0.0.1", app: app.url, livekit: livekit.url, staticDir })
    base = `http://127.0.0.1:${edge.port}`
    const { headers } = await ask(base, "/_next/static/a.js", { headers: { "Accept-Encoding": "gzip, br" } })
    expect(headers).toMatchObject({
      "content-encoding": "br",
      "cache-control": "public,max-age=31536000,immutable",
      "content-type": "text/javascript",
      vary: "Accept-Encoding",
    })
    expect(await ask(base, "/_next/static/a.js")).toMatchObject({ body: "plain" })
    expect(app.seen).toHaveLength(0)
  })

  test("that are not there are asked of the app", async () => {
    await ask(base, "/_next/static/b.js")
    expect(app.seen[0].url).toBe("/_next/static/b.js")
  })
})
