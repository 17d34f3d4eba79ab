import { randomUUID } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { compareWithSfu } from "@/lib/calls/data"
import { db } from "@/lib/db"
import { dice } from "../fixtures/dice"
import { walkIn } from "../fixtures/entering"
import { makeDatabase, type OwnApp, startApp } from "../fixtures/own-app"
import { makeGuest, makeRoom } from "../fixtures/rows"
import { startStandInSfu } from "../fixtures/stand-in-sfu"
import { webhookToken } from "../fixtures/tokens"

// What tests/e2e/attendance.spec.ts cannot: many calls at once, each moment known to the millisecond.
const runs = 20
const limitMs = 5000

let sfu: Awaited<ReturnType<typeof startStandInSfu>>
let database: Awaited<ReturnType<typeof makeDatabase>>
let app: OwnApp

beforeAll(async () => {
  sfu = await startStandInSfu()
  database = await makeDatabase()
  Object.assign(process.env, { DATABASE_URL: database.url, LIVEKIT_URL: sfu.url })
  app = await startApp(database.url)
})

afterAll(async () => {
  await app.kill()
  await db().$disconnect()
  await sfu.stop()
  await database.drop()
})

type Stay = { participantId: string; sid: string; joinedAt: number; leftAt: number | null }

async function newCall(people: number) {
  const { room } = await makeRoom()
  const seats = []
  for (let i = 0; i < people; i += 1) seats.push(await walkIn(makeGuest(), room.slug))
  const callId = seats[0]?.callId ?? ""
  return { callId, people: seats.map(({ participantId }) => participantId) }
}

async function tell(callId: string, stay: Stay, kind: "participant_joined" | "participant_left", at: number) {
  const joined = { joinedAtMs: String(stay.joinedAt), joinedAt: String(Math.floor(stay.joinedAt / 1000)) }
  const body = JSON.stringify({
    event: kind,
    id: `EV_${randomUUID()}`,
    createdAt: String(Math.floor(at / 1000)),
    room: { sid: "RM_x", name: callId },
    participant: { sid: stay.sid, identity: stay.participantId, ...joined },
  })
  const headers = { "content-type": "application/webhook+json", authorization: webhookToken(body) }
  const answer = await fetch(`${app.url}/api/livekit/webhook`, { method: "POST", headers, body })
  expect(answer.status).toBe(200)
}

/** One call with three people who come and go; every webhook about it may be lost, doubled or late. */
async function play(seed: number) {
  const random = dice(seed)
  const { callId, people } = await newCall(3)
  const stays: Stay[] = []
  const late: Promise<unknown>[] = []
  const rows = () => db().attendance.findMany({ where: { participant: { callId } } })
  const say = async (stay: Stay, kind: Parameters<typeof tell>[2], at: number, mayBeLost = true) => {
    const fault = Math.floor(random() * 4)
    if (fault === 0 && mayBeLost) return
    if (fault === 1) late.push(wait(300 + random() * 2500).then(() => tell(callId, stay, kind, at)))
    else await tell(callId, stay, kind, at)
    if (fault === 2) late.push(wait(random() * 1500).then(() => tell(callId, stay, kind, at)))
  }
  for (let i = 0; i < 7; i += 1) {
    const participantId = people[Math.floor(random() * people.length)] ?? ""
    const now = Date.now()
    const here = stays.find((one) => one.participantId === participantId && one.leftAt === null)
    if (here) {
      sfu.rise(callId, here.sid)
      here.leftAt = now
      // Nobody can know of whom neither coming nor going is told, and who is gone before anybody looks.
      const known = (await rows()).some(({ sid }) => sid === here.sid)
      await say(here, "participant_left", now, known)
    } else if (random() < 0.1) {
      // The SFU dies and tells nobody; people come back as others.
      for (const stay of stays.filter(({ leftAt }) => leftAt === null)) {
        if (!(await rows()).some(({ sid }) => sid === stay.sid)) continue
        sfu.rise(callId, stay.sid)
        stay.leftAt = now
      }
    } else {
      const stay = { participantId, sid: `PA_${randomUUID()}`, joinedAt: now, leftAt: null }
      sfu.sit(callId, { sid: stay.sid, identity: participantId, joinedAtMs: now })
      stays.push(stay)
      await say(stay, "participant_joined", now)
    }
    await wait(random() * 1200)
  }
  await Promise.all(late)
  const last = Date.now()
  const problems = async () => wrong(stays, await rows())
  while ((await problems()).length > 0 && Date.now() - last < limitMs) await wait(50)
  const first = Math.min(...stays.map(({ joinedAt }) => joinedAt))
  const call = await db().call.findUniqueOrThrow({ where: { id: callId } })
  const started = call.startedAt?.getTime() === first && call.endedAt === null ? [] : [`call: ${JSON.stringify(call)}`]
  // And they stay right.
  await wait(4500)
  const result = { seed, problems: [...(await problems()), ...started] }
  sfu.rooms.delete(callId)
  return result
}

/** What is wrong about the rows, in words. A leaving that nobody told is known when somebody looks. */
function wrong(stays: Stay[], rows: { sid: string; participantId: string; joinedAt: Date; leftAt: Date | null }[]) {
  const problems = rows.filter(({ sid }) => !stays.some((stay) => stay.sid === sid)).map(({ sid }) => `${sid}: nobody`)
  for (const stay of stays) {
    const row = rows.find(({ sid }) => sid === stay.sid)
    if (!row) problems.push(`${stay.sid}: missing`)
    else if (row.participantId !== stay.participantId) problems.push(`${stay.sid}: somebody else`)
    else if (row.joinedAt.getTime() !== stay.joinedAt)
      problems.push(`${stay.sid}: joined ${row.joinedAt.toISOString()}`)
    else if ((row.leftAt === null) !== (stay.leftAt === null)) problems.push(`${stay.sid}: left ${row.leftAt}`)
    else if (row.leftAt && stay.leftAt) {
      const off = row.leftAt.getTime() - stay.leftAt
      if (off < -1000 || off > limitMs) problems.push(`${stay.sid}: left ${off} ms off`)
    }
  }
  return problems
}

test("in whatever order webhooks come, late, twice or never, the rows are right to the millisecond", async () => {
  const seeds = Array.from({ length: runs }, (_, i) => i + 1)
  const results: Awaited<ReturnType<typeof play>>[] = []
  const hands = Array.from({ length: 20 }, async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) results.push(await play(seed))
  })
  await Promise.all(hands)
  expect(results.filter(({ problems }) => problems.length > 0)).toEqual([])
}, 120_000)

describe("what the SFU says", () => {
  // From here on only this process looks, when it is told to.
  beforeAll(() => app.kill())

  const open = async () => {
    const { callId, people } = await newCall(1)
    const seat = { sid: `PA_${randomUUID()}`, identity: people[0] ?? "", joinedAtMs: Date.now() }
    sfu.sit(callId, seat)
    await compareWithSfu()
    return { callId, ...seat }
  }
  const row = (sid: string) => db().attendance.findUnique({ where: { sid } })
  const call = (id: string) => db().call.findUniqueOrThrow({ where: { id } })
  const longAgo = async (callId: string, sid: string) => {
    const past = new Date(Date.now() - 100_000)
    await db().call.update({ where: { id: callId }, data: { createdAt: past } })
    await db().participant.updateMany({ where: { callId }, data: { createdAt: past } })
    await db().attendance.updateMany({
      where: { sid },
      data: { joinedAt: past, leftAt: new Date(Date.now() - 60_000) },
    })
  }

  test("nothing, because it is down: then nothing is changed", async () => {
    const { sid } = await open()
    sfu.setDown(true)
    await expect(compareWithSfu()).rejects.toMatchObject({ code: "sfu_unavailable" })
    sfu.setDown(false)
    expect((await row(sid))?.leftAt).toBeNull()
  })

  test("somebody is still on the way in: no stay, and no call in the history", async () => {
    const { callId, people } = await newCall(1)
    sfu.sit(callId, { sid: "PA_late", identity: people[0] ?? "", joinedAtMs: Date.now(), state: "JOINING" })
    await compareWithSfu()
    expect(await row("PA_late")).toBeNull()
    expect((await call(callId)).startedAt).toBeNull()
  })

  test("strangers to the call are not written down", async () => {
    const { callId } = await newCall(1)
    sfu.sit(callId, { sid: "PA_robot", identity: "robot", joinedAtMs: Date.now() })
    sfu.sit(callId, { sid: "PA_other", identity: randomUUID(), joinedAtMs: Date.now() })
    await compareWithSfu()
    expect([await row("PA_robot"), await row("PA_other")]).toEqual([null, null])
  })

  test("somebody is there of whom it was told that they left: the stay goes on", async () => {
    const { sid } = await open()
    await db().attendance.update({ where: { sid }, data: { leftAt: new Date(Date.now() - 10_000) } })
    await compareWithSfu()
    expect((await row(sid))?.leftAt).toBeNull()
  })

  test("the room is gone a moment ago: everyone has left, the call goes on", async () => {
    const { callId, sid } = await open()
    sfu.rooms.delete(callId)
    await compareWithSfu()
    expect((await row(sid))?.leftAt).toBeInstanceOf(Date)
    expect((await call(callId)).endedAt).toBeNull()
  })

  test("the room is gone and nobody was there for a minute: the call ended when the last one left", async () => {
    const { callId, sid } = await open()
    sfu.rooms.delete(callId)
    await longAgo(callId, sid)
    await compareWithSfu()
    expect((await call(callId)).endedAt).toEqual((await row(sid))?.leftAt)
  })

  test("the room is there, be it empty: the call goes on", async () => {
    const { callId, sid } = await open()
    sfu.rise(callId, sid)
    await longAgo(callId, sid)
    await compareWithSfu()
    expect((await call(callId)).endedAt).toBeNull()
  })

  test("a room lives whose call has ended: it is closed; a room of somebody else's is not", async () => {
    const { callId } = await open()
    const foreign = randomUUID()
    sfu.rooms.set(foreign, new Map()).set("check-1", new Map())
    await db().call.update({ where: { id: callId }, data: { endedAt: new Date() } })
    await compareWithSfu()
    expect(sfu.rooms.has(callId)).toBe(false)
    expect(sfu.rooms.has(foreign)).toBe(true)
    expect(sfu.rooms.has("check-1")).toBe(true)
  })
})
