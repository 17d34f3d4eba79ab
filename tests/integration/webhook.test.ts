import { randomUUID } from "node:crypto"
import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import { closeSfuRoom } from "@/lib/livekit/rooms"
import { makeBrowser } from "../fixtures/browser"
import { makeGuestInCall } from "../fixtures/entering"
import { given, stack } from "../fixtures/ground"
import { claimsOf, webhookToken } from "../fixtures/tokens"

type Guest = Awaited<ReturnType<typeof makeGuestInCall>>
type Kind = "participant_joined" | "participant_left" | "participant_connection_aborted" | "room_finished"

const at = (second: number) => new Date(1_790_000_000_000 + second * 1000)

function eventOf(
  guest: Guest,
  kind: Kind,
  change: { sid?: string; second?: number; joined?: number; name?: string } = {},
): string {
  const { sid = `PA_${randomUUID()}`, second = 10, joined = 0, name = "" } = change
  const joinedAtMs = String(at(joined).getTime())
  const times = { joinedAtMs, joinedAt: String(Number(joinedAtMs) / 1000) }
  const participant = { sid, identity: guest.participantId, name, ...times }
  return JSON.stringify({
    event: kind,
    id: `EV_${randomUUID()}`,
    createdAt: String(at(second).getTime() / 1000),
    room: { sid: "RM_x", name: guest.callId },
    ...(kind !== "room_finished" && { participant }),
  })
}

const post = (body: string, authorization: string | null = webhookToken(body)) =>
  makeBrowser({ url: stack.appUrl }).send("POST", "/api/livekit/webhook", {
    headers: { "content-type": "application/webhook+json", ...(authorization !== null && { authorization }) },
    body,
  })

const stays = ({ participantId }: Guest) =>
  db().attendance.findMany({
    where: { participantId },
    select: { sid: true, joinedAt: true, leftAt: true },
    orderBy: { joinedAt: "asc" },
  })

const call = ({ callId }: Guest) => db().call.findUniqueOrThrow({ where: { id: callId } })

describe("is it LiveKit?", () => {
  test("yes: what it told is written down", async () => {
    const guest = await makeGuestInCall()
    expect((await call(guest)).startedAt).toBeNull()
    expect(await post(eventOf(guest, "participant_joined", { sid: `PA_one${guest.callId}` }))).toMatchObject({
      status: 200,
    })
    // Nobody of that name is in the SFU, so the app may have closed the stay by now.
    expect(await stays(guest)).toMatchObject([{ sid: `PA_one${guest.callId}`, joinedAt: at(0) }])
    expect((await call(guest)).startedAt).toEqual(at(0))
  })

  test("no: header missing, broken, foreign key, foreign secret, another body's signature, a browser's token", async () => {
    const guest = await makeGuestInCall()
    const body = eventOf(guest, "participant_joined")
    const wrong = [
      null,
      "",
      "Bearer x",
      "a.b.c",
      webhookToken(body, { iss: "APIsomebodyelse" }),
      webhookToken(body, { secret: "s".repeat(48) }),
      webhookToken(`${body} `),
      guest.token,
    ]
    for (const authorization of wrong) {
      const answer = await post(body, authorization)
      expect(answer.status).toBe(403)
      expect(answer.json()).toMatchObject({ code: expect.stringMatching(/^token_(missing|invalid)$/) })
    }
    expect(await stays(guest)).toEqual([])
  })

  test("a body that was altered on the way is refused, be it by one space", async () => {
    const guest = await makeGuestInCall()
    const other = await makeGuestInCall()
    const body = eventOf(guest, "participant_joined")
    const altered = [`${body} `, body.replace(guest.participantId, other.participantId), "", "{", body.slice(0, -1)]
    for (const one of altered) expect(await post(one, webhookToken(body))).toMatchObject({ status: 403 })
    expect([...(await stays(guest)), ...(await stays(other))]).toEqual([])
  })

  test("a signed body that is no event changes nothing and is no fault", async () => {
    for (const body of ["{}", '{"event":"room_started"}', '{"event":"track_published","room":{"name":"x"}}'])
      expect(await post(body)).toMatchObject({ status: 200 })
    for (const body of ["[]", "null", "nonsense", '{"event":7}', '{"createdAt":"yesterday"}']) {
      const { status } = await post(body)
      expect([200, 400, 403]).toContain(status)
    }
  })

  test("larger than any webhook is refused unread", async () => {
    const body = " ".repeat(70_000)
    expect(await post(body)).toMatchObject({ status: 413 })
  })
})

describe("hints in any order", () => {
  test("the same event twenty times at once is one stay", async () => {
    const guest = await makeGuestInCall()
    const body = eventOf(guest, "participant_joined")
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await stays(guest)).toHaveLength(1)
  })

  test("leaving told before joining gives the same stay", async () => {
    const guest = await makeGuestInCall()
    const sid = `PA_${randomUUID()}`
    await post(eventOf(guest, "participant_left", { sid, second: 90 }))
    await post(eventOf(guest, "participant_joined", { sid }))
    expect(await stays(guest)).toEqual([{ sid, joinedAt: at(0), leftAt: at(90) }])
  })

  test("told twice with different times: the earliest coming, the latest leaving", async () => {
    const guest = await makeGuestInCall()
    const sid = `PA_${randomUUID()}`
    for (const second of [90, 60, 90]) await post(eventOf(guest, "participant_left", { sid, second }))
    for (const joined of [5, 2, 7]) await post(eventOf(guest, "participant_joined", { sid, joined }))
    expect(await stays(guest)).toEqual([{ sid, joinedAt: at(0), leftAt: at(90) }])
  })

  test("away and back is two stays of one participant", async () => {
    const guest = await makeGuestInCall()
    await post(eventOf(guest, "participant_joined", { joined: 0 }))
    await post(eventOf(guest, "participant_joined", { joined: 40 }))
    expect((await stays(guest)).map(({ joinedAt }) => joinedAt)).toEqual([at(0), at(40)])
    expect((await call(guest)).startedAt).toEqual(at(0))
  })

  test("the name is the one that came last, and nobody whose account is erased gets one back", async () => {
    const guest = await makeGuestInCall()
    const where = { id: guest.participantId }
    const nameNow = async () => (await db().participant.findUniqueOrThrow({ where })).name
    await post(eventOf(guest, "participant_joined", { joined: 40, name: "Boris at home" }))
    expect(await nameNow()).toBe("Boris at home")
    for (const kind of ["participant_joined", "participant_left"] as const)
      await post(eventOf(guest, kind, { joined: 0, name: "Boris Klein" }))
    expect(await nameNow()).toBe("Boris at home")
    await post(eventOf(guest, "participant_joined", { joined: 50 }))
    expect(await nameNow()).toBe("Boris at home")
    await db().participant.update({ where, data: { name: "" } })
    await post(eventOf(guest, "participant_joined", { joined: 60, name: "Boris Klein" }))
    expect(await nameNow()).toBe("")
  })

  test("whoever never got in was not there, and makes no call in the history", async () => {
    const guest = await makeGuestInCall()
    expect(await post(eventOf(guest, "participant_connection_aborted"))).toMatchObject({ status: 200 })
    expect(await stays(guest)).toEqual([])
    expect((await call(guest)).startedAt).toBeNull()
  })

  test("a stranger to the call is not written down", async () => {
    const guest = await makeGuestInCall()
    const other = await makeGuestInCall()
    const crossed = { ...guest, callId: other.callId }
    expect(await post(eventOf(crossed, "participant_joined"))).toMatchObject({ status: 200 })
    expect(await post(eventOf({ ...guest, participantId: "robot" }, "participant_joined"))).toMatchObject({
      status: 200,
    })
    expect(await stays(guest)).toEqual([])
  })
})

describe("the end of a call", () => {
  test("comes when LiveKit's room is finished and gone", async () => {
    const guest = await makeGuestInCall()
    await post(eventOf(guest, "participant_joined"))
    await closeSfuRoom(guest.callId)
    await post(eventOf(guest, "room_finished", { second: 100 }))
    const { endedAt, endedBy } = await call(guest)
    expect(endedAt).toBeInstanceOf(Date)
    expect(endedBy).toBeNull()
    expect((await stays(guest)).every(({ leftAt }) => leftAt !== null)).toBe(true)
  })

  test("does not come from a late message while the room lives", async () => {
    const guest = await makeGuestInCall()
    await post(eventOf(guest, "participant_joined"))
    await post(eventOf(guest, "room_finished", { second: 100 }))
    expect((await call(guest)).endedAt).toBeNull()
    expect((await stays(guest)).map(({ leftAt }) => leftAt)).not.toContainEqual(at(100))
  })

  test("a message about a room that is none of ours is nothing", async () => {
    const guest = await makeGuestInCall()
    for (const callId of [randomUUID(), "lobby", ""])
      expect(await post(eventOf({ ...guest, callId }, "room_finished"))).toMatchObject({ status: 200 })
  })
})

test("a webhook comes by POST, the gate is asked by GET", async () => {
  const app = makeBrowser({ url: stack.appUrl })
  for (const method of ["GET", "PUT", "DELETE"])
    expect(await app.send(method, "/api/livekit/webhook")).toMatchObject({ status: 405 })
  for (const method of ["POST", "PUT", "DELETE"])
    expect(await app.send(method, "/api/livekit/gate")).toMatchObject({ status: 405 })
})

test("a webhook's signature opens no call", async () => {
  const guest = await makeGuestInCall()
  const token = webhookToken(eventOf(guest, "participant_joined"))
  expect(claimsOf(token).iss).toBe(given("LIVEKIT_API_KEY"))
  expect(await makeBrowser().get(`/rtc/validate?access_token=${token}`)).toMatchObject({ status: 403 })
})
