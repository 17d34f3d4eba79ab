import { RoomServiceClient } from "livekit-server-sdk"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { endCall } from "@/lib/calls/data"
import { db } from "@/lib/db"
import { showSlug } from "@/lib/ids"
import { makeBrowser } from "../fixtures/browser"
import { makeGuestInCall, postEnter } from "../fixtures/entering"
import { refusalIn, submit } from "../fixtures/forms"
import { given, type OtherStack, startOtherStack, stopOtherStack, tell } from "../fixtures/ground"
import { makeUser } from "../fixtures/rows"
import { connectSignal } from "../fixtures/signal"
import { type Switch, startSwitch } from "../fixtures/tcp-switch"
import { until } from "../fixtures/until"

// An app of its own, with wires to database and SFU that can be cut; the rows are in the database of all tests.
let own: OtherStack
let toDatabase: Switch
let toSfu: Switch
const browser = () => makeBrowser({ url: own.url })
const ask = (token: string) => browser().get(`/rtc/validate?access_token=${token}`)
const passes = async (token: string) => ((await ask(token)).status === 200 ? true : null)
const livekit = () => new RoomServiceClient(given("LIVEKIT_URL"), given("LIVEKIT_API_KEY"), given("LIVEKIT_API_SECRET"))
const hasRoom = async (callId: string) => ((await livekit().listRooms([callId])).length === 1 ? true : null)

beforeAll(async () => {
  toDatabase = await startSwitch()
  toSfu = await startSwitch()
  const database = new URL(given("DATABASE_URL"))
  toDatabase.to(Number(database.port))
  database.port = String(toDatabase.port)
  own = await startOtherStack({
    DATABASE_URL: database.href,
    AUTH_SECRET: given("AUTH_SECRET"),
    LIVEKIT_URL: `http://127.0.0.1:${toSfu.port}`,
  })
  toSfu.to(own.ports.http)
  // The door in this process lets people into that app's calls.
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = own.env
  const LIVEKIT_URL = `http://127.0.0.1:${own.ports.http}`
  Object.assign(process.env, { LIVEKIT_API_KEY, LIVEKIT_API_SECRET, LIVEKIT_URL, EARSHOT_URL: own.url })
}, 120_000)

afterEach(() => {
  toDatabase.set("through")
  toSfu.set("through")
})

afterAll(async () => {
  await stopOtherStack(own)
  toDatabase.close()
  toSfu.close()
})

describe.each(["cut", "silent"] as const)("the wire is %s", (state) => {
  test("to the database: the gate cannot decide (503, never 403 or 404), the call's room stays, then it heals", async () => {
    const { token, callId } = await makeGuestInCall()
    expect(await ask(token)).toMatchObject({ status: 200 })
    toDatabase.set(state)
    const started = performance.now()
    for (let i = 0; i < 2; i += 1) expect(await ask(token)).toMatchObject({ status: 503 })
    console.log(`gate without database (${state}): 503 after ${Math.round((performance.now() - started) / 2)} ms`)
    expect(await hasRoom(callId)).toBe(true)
    toDatabase.set("through")
    await until("the gate lets in again", () => passes(token), 15_000)
  }, 60_000)

  test("to the SFU: the gate cannot decide, the call stays open, then it heals", async () => {
    const { token, callId } = await makeGuestInCall()
    toSfu.set(state)
    const started = performance.now()
    expect(await ask(token)).toMatchObject({ status: 503 })
    console.log(`gate without SFU (${state}): 503 after ${Math.round(performance.now() - started)} ms`)
    expect((await db().call.findUniqueOrThrow({ where: { id: callId } })).endedAt).toBeNull()
    toSfu.set("through")
    await until("the gate lets in again", () => passes(token), 15_000)
  }, 60_000)
})

describe("without a database", () => {
  test("door, sign-in and readiness say so, and nobody is called a stranger", async () => {
    const { room } = await makeGuestInCall()
    const user = await makeUser()
    const page = (await browser().get("/sign-in")).body
    toDatabase.set("cut")
    const answer = await postEnter(browser(), room.slug, { name: "Boris" })
    expect(answer).toMatchObject({ status: 503 })
    expect(answer.json()).toMatchObject({ code: "database_unavailable", reference: expect.any(String) })
    const values = { email: user.email, password: user.password }
    const { body } = await submit(browser(), "/sign-in", "password", values, { page })
    expect(refusalIn(body)).toMatchObject({ summary: expect.any(String), badFields: [] })
    expect((await browser().get(`/r/${showSlug(room.slug)}`)).status).toBe(500)
    expect(await browser().get("/api/ready")).toMatchObject({ status: 503, body: '{"database":false,"sfu":true}' })
    expect(await browser().get("/api/health")).toMatchObject({ status: 200 })
  })
})

describe("without the SFU", () => {
  test("the door says that, and leaves the way open for the next try", async () => {
    const { room, callId } = await makeGuestInCall()
    toSfu.set("cut")
    const someone = browser()
    expect(await postEnter(someone, room.slug, { name: "Mei" })).toMatchObject({ status: 503 })
    expect(await browser().get("/api/ready")).toMatchObject({ status: 503, body: '{"database":true,"sfu":false}' })
    toSfu.set("through")
    const answer = await postEnter(someone, room.slug, { name: "Mei" })
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.json()).toMatchObject({ callId })
  })
})

describe("between the gate's two looks at the rows, while it asks the SFU", () => {
  /** Does something while the gate waits for the SFU, then lets the SFU answer. */
  const meanwhile = async (token: string, act: () => Promise<unknown>) => {
    toSfu.set("silent")
    const asked = ask(token)
    await until("the gate asks the SFU", async () => (toSfu.holds() ? true : null))
    await act()
    toSfu.set("through")
    return asked
  }

  test("the database goes away: 503, and nobody is thrown out", async () => {
    const { token, callId } = await makeGuestInCall()
    const answer = await meanwhile(token, async () => toDatabase.set("cut"))
    expect(answer).toMatchObject({ status: 503 })
    expect(await hasRoom(callId)).toBe(true)
  })

  test("one person is removed: they stay out, the others stay in", async () => {
    const { token, callId, participantId } = await makeGuestInCall()
    const revoke = () => db().participant.update({ where: { id: participantId }, data: { revokedAt: new Date() } })
    const answer = await meanwhile(token, revoke)
    expect(answer).toMatchObject({ status: 403, body: '{"code":"removed"}' })
    expect(await hasRoom(callId)).toBe(true)
  })

  test("the call is ended: refused, and the room that was just made again is gone", async () => {
    const { token, callId, host } = await makeGuestInCall()
    const answer = await meanwhile(token, () => endCall(host, callId))
    expect(answer).toMatchObject({ status: 403, body: '{"code":"call_ended"}' })
    expect(await hasRoom(callId)).toBeNull()
  })
})

describe("a livekit-server that", () => {
  test("crashed and came back has forgotten the call; the gate makes its room again", async () => {
    const { token, callId } = await makeGuestInCall()
    await tell(own, "kill-livekit")
    await until(
      "livekit-server answers again",
      () =>
        livekit()
          .listRooms()
          .catch(() => null),
      15_000,
    )
    expect(await hasRoom(callId)).toBeNull()
    await until("the gate lets in", () => passes(token), 15_000)
    expect(await hasRoom(callId)).toBe(true)
  }, 60_000)

  test("was stopped in order did not end the call: who was in it comes back", async () => {
    const { token, callId } = await makeGuestInCall()
    await connectSignal(token)
    await tell(own, "pause-livekit")
    expect(await ask(token)).toMatchObject({ status: 503 })
    await tell(own, "resume-livekit")
    await until("the gate lets in", () => passes(token), 15_000)
    expect((await db().call.findUniqueOrThrow({ where: { id: callId } })).endedAt).toBeNull()
    expect(await hasRoom(callId)).toBe(true)
  }, 60_000)
})
