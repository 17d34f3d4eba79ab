import { once } from "node:events"
import { createServer } from "node:net"
import { text } from "node:stream/consumers"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { kinds, methods, readStun, stunMessage } from "../fixtures/stun.ts"
import { findCaddy } from "../lab/caddy.mjs"
import { openCaddy } from "./caddy.mjs"
import { askSocketInHttp2, HOST, openHttp2, openTls, withDomain } from "./caddy-https.mjs"
import { edgeForEachTest } from "./edge-under-test.mjs"
import { ask } from "./edge-upstreams.mjs"

const JOIN = "/rtc/v1?access_token=header.payload.signature"
const program = await findCaddy(console.log)
const turn = await standInTurn()
const env = { ...withDomain, TURN_UPSTREAM: `127.0.0.1:${turn.port}`, EDGE_READ_IDLE: "1s" }
const here = edgeForEachTest((around) => openCaddy({ program, env, ...around }))
const seenByApp = (url) => here.app.seen.find((request) => request.url === url)

describe("WebSocket in HTTP/2", () => {
  let session
  beforeEach(async () => {
    session = await openHttp2(here.edge)
  })
  afterEach(() => session.destroy())

  test("is announced", () => expect(session.remoteSettings.enableConnectProtocol).toBe(true))

  test("reaches LiveKit through the gate, both ways", async () => {
    const { status, stream } = await askSocketInHttp2(session, JOIN, { authorization: "Bearer another" })
    expect(status).toBe(200)
    stream.write("are you there")
    expect(String((await once(stream, "data"))[0])).toBe("are you there")
    expect(here.app.seen[0]).toMatchObject({
      method: "GET",
      url: "/api/livekit/gate",
      headers: { "x-forwarded-uri": JOIN, "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https", host: HOST },
    })
    expect(here.app.seen[0].headers).not.toHaveProperty("upgrade")
    expect(here.livekit.seen[0]).toMatchObject({ method: "UPGRADE", url: JOIN })
    expect(here.livekit.seen[0].headers).not.toHaveProperty("authorization")
  })

  test("gets the gate's no with its body", async () => {
    here.gate = (_request, response) =>
      response.writeHead(403, { "Content-Type": "application/json" }).end('{"code":"banned"}')
    const { status, stream } = await askSocketInHttp2(session, JOIN)
    expect({ status, body: await text(stream) }).toEqual({ status: 403, body: '{"code":"banned"}' })
    expect(here.livekit.seen).toHaveLength(0)
  })

  test("may be silent for longer than a body may", async () => {
    const { stream } = await askSocketInHttp2(session, JOIN)
    await new Promise((resolve) => setTimeout(resolve, 2500))
    stream.write("still here")
    expect(String((await once(stream, "data"))[0])).toBe("still here")
  })

  test("stays when the edge gets a new configuration", async () => {
    const { stream } = await askSocketInHttp2(session, JOIN)
    expect(await here.edge.reload()).toBe(0)
    stream.write("after the reload")
    expect(String((await once(stream, "data"))[0])).toBe("after the reload")
  })

  test("is not a tunnel to anywhere else", async () => {
    expect((await askSocketInHttp2(session, "/rooms")).status).toBe(404)
    expect((await askSocketInHttp2(session, "/twirp/livekit.RoomService/ListRooms")).status).toBe(404)
    const tunnel = session.request({ ":method": "CONNECT", ":authority": `${HOST}:22` })
    expect((await once(tunnel, "response"))[0][":status"]).toBe(400)
    expect([...here.app.seen, ...here.livekit.seen]).toHaveLength(0)
  })
})

describe("port 443", () => {
  test("carries TURN as well: a STUN message reaches the TURN server, its answer the client", async () => {
    const socket = await openTls(here.edge)
    const started = performance.now()
    socket.write(stunMessage({ method: methods.binding }, []))
    const answer = readStun((await once(socket, "data"))[0])
    expect(answer).toMatchObject({ method: methods.binding, kind: kinds.success })
    // layer4's own test for HTTP would wait for more bytes, and give up after 3 s.
    expect(performance.now() - started).toBeLessThan(1000)
    socket.destroy()
  })

  test("speaks HTTP with whoever offers no protocol, and tells the app who that is", async () => {
    const socket = await openTls(here.edge)
    socket.write(`GET /rooms HTTP/1.1\r\nHost: ${HOST}\r\nX-Forwarded-For: 6.6.6.6\r\nConnection: close\r\n\r\n`)
    const answer = await text(socket)
    expect(answer).toMatch(/^HTTP\/1.1 200 /)
    expect(answer).toMatch(/^strict-transport-security: max-age=31536000/im)
    expect(seenByApp("/rooms").headers).toMatchObject({ "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https" })
  })

  test("keeps browsers to HTTPS, and to HTTP/2 for the sake of the WebSocket", async () => {
    const session = await openHttp2(here.edge)
    const [headers] = await once(session.request({ ":path": "/rooms" }), "response")
    expect(headers).toMatchObject({
      ":status": 200,
      "strict-transport-security": "max-age=31536000",
    })
    for (const name of ["alt-svc", "server", "via"]) expect(headers).not.toHaveProperty(name)
    session.destroy()
  })
})

test("port 80 only sends to HTTPS", async () => {
  const { status, headers } = await ask(here.base, "/r/abc?x=1", { headers: { Host: HOST } })
  expect({ status, location: headers.location }).toEqual({
    status: 308,
    location: expect.stringMatching(/^https:\/\/meet\.test/),
  })
  expect(here.app.seen).toHaveLength(0)
})

/** Answers every STUN request with an empty success. */
async function standInTurn() {
  const server = createServer((socket) => {
    socket.on("error", () => {})
    socket.on("data", (bytes) => {
      const asked = readStun(bytes)
      if (asked) socket.write(stunMessage({ method: asked.method, kind: kinds.success, id: asked.id }, []))
    })
  })
  server.unref()
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
  return { port: server.address().port }
}
