import { describe, expect, test } from "vitest"
import { ask, askUpgrade } from "./edge-upstreams.mjs"

const TOKEN = "header.payload.signature"
const JOIN = `/rtc/v1?access_token=${TOKEN}&auto_subscribe=1`
const VALIDATE = `/rtc/v1/validate?access_token=${TOKEN}`

/**
 * What every edge promises about /rtc.
 * @param {ReturnType<import("./edge-under-test.mjs").edgeForEachTest>} here
 */
export function signallingPromises(here) {
  const gateQuestions = () => here.app.seen.filter(({ url }) => url === "/api/livekit/gate")
  const denies = (status, body) => (_request, response) =>
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body))

  describe("signalling", () => {
    test("reaches LiveKit when the gate says yes", async () => {
      expect(await ask(here.base, VALIDATE)).toMatchObject({ status: 200, body: "success" })
      expect(here.livekit.seen[0].url).toBe(VALIDATE)
    })

    test("a WebSocket goes through the gate, both ways", async () => {
      const { status, upgraded } = await askUpgrade(here.base, JOIN)
      expect(status).toBe(101)
      upgraded.write("are you there")
      expect(String(await new Promise((resolve) => upgraded.once("data", resolve)))).toBe("are you there")
      expect(gateQuestions()).toHaveLength(1)
      upgraded.destroy()
    })

    test("a WebSocket that LiveKit drops ends without a byte that is none of LiveKit's", async () => {
      const { upgraded } = await askUpgrade(here.base, JOIN)
      upgraded.on("error", () => {})
      const bytes = []
      upgraded.on("data", (part) => bytes.push(part))
      const closed = new Promise((resolve) => upgraded.once("close", resolve))
      here.livekit.reset()
      await closed
      expect(Buffer.concat(bytes).toString()).toBe("")
    })

    test("the gate is told the original address and the real client", async () => {
      await ask(here.base, VALIDATE, {
        headers: { "X-Forwarded-For": "1.2.3.4", "X-Forwarded-Uri": "/rtc?access_token=other" },
      })
      expect(gateQuestions()[0].headers).toMatchObject({ "x-forwarded-uri": VALIDATE, "x-forwarded-for": "127.0.0.1" })
    })

    test.each(["GET", "UPGRADE"])("a decided no reaches the page with its body (%s)", async (kind) => {
      here.gate = denies(403, { code: "banned" })
      const answered = await (kind === "GET" ? ask(here.base, VALIDATE) : askUpgrade(here.base, JOIN))
      expect(answered).toMatchObject({ status: 403, body: '{"code":"banned"}' })
      expect(answered.headers["content-type"]).toContain("application/json")
      expect(here.livekit.seen).toHaveLength(0)
    })

    test.each([404, 500, 503, 302])("a gate that answers %i is a 503", async (status) => {
      here.gate = denies(status, { code: "whatever" })
      expect((await ask(here.base, VALIDATE)).status).toBe(503)
      expect((await askUpgrade(here.base, JOIN)).status).toBe(503)
      expect(here.livekit.seen).toHaveLength(0)
    })

    test("a gate that is too slow is a 503", async () => {
      here.gate = () => {}
      expect((await ask(here.base, VALIDATE)).status).toBe(503)
      expect((await askUpgrade(here.base, JOIN)).status).toBe(503)
    })

    test("an app that is down is a 503", async () => {
      await here.app.close()
      expect((await ask(here.base, VALIDATE)).status).toBe(503)
      expect((await askUpgrade(here.base, JOIN)).status).toBe(503)
    })

    test("a LiveKit that is down is a 503", async () => {
      await here.livekit.close()
      expect((await ask(here.base, VALIDATE)).status).toBe(503)
      expect((await askUpgrade(here.base, JOIN)).status).toBe(503)
    })

    test("a 404 of LiveKit is a 503", async () => {
      here.livekit.server.refuse = 404
      expect((await askUpgrade(here.base, JOIN)).status).toBe(503)
      here.livekit.server.removeAllListeners("request")
      here.livekit.server.on("request", (_request, response) =>
        response.writeHead(404).end("requested room does not exist"),
      )
      expect((await ask(here.base, VALIDATE)).status).toBe(503)
    })

    test("LiveKit sees only the token that the gate has judged", async () => {
      await ask(here.base, VALIDATE, { headers: { Authorization: "Bearer another", Cookie: "session=1" } })
      expect(here.livekit.seen[0].headers).not.toHaveProperty("authorization")
      expect(here.livekit.seen[0].headers).not.toHaveProperty("cookie")
      expect((await ask(here.base, `${VALIDATE}&access_token=another`)).status).toBe(403)
      expect((await ask(here.base, `${VALIDATE}&access%5Ftoken=another`)).status).toBe(403)
      expect((await ask(here.base, `/rtc/v1/validate?x;access_token=another&access_token=${TOKEN}`)).status).toBe(403)
      expect((await ask(here.base, VALIDATE, { method: "POST", body: "access_token=another" })).status).toBe(405)
      expect(here.livekit.seen).toHaveLength(1)
    })

    test("LiveKit sees no form in the body of a GET", async () => {
      const headers = { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": 9 }
      await ask(here.base, VALIDATE, { headers, body: "publish=x" })
      expect(here.livekit.seen).toHaveLength(1)
      expect(here.livekit.seen[0].headers).not.toHaveProperty("content-type")
    })

    test("only a WebSocket is a way out of HTTP", async () => {
      expect((await askUpgrade(here.base, JOIN, { Upgrade: "h2c" })).status).toBe(400)
      expect(here.livekit.seen).toHaveLength(0)
    })
  })
}
