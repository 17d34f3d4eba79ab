import { RoomServiceClient } from "livekit-server-sdk"
import { describe, expect, test } from "vitest"
import { eraseAccount } from "@/lib/account/data/erase"
import { resetByLink } from "@/lib/account/data/reset"
import { asLivingUser } from "@/lib/auth/living"
import { db } from "@/lib/db"
import * as people from "@/lib/people/data"
import { callAction } from "../fixtures/actions"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { enter, type Inside, postEnter } from "../fixtures/entering"
import { submit } from "../fixtures/forms"
import { given } from "../fixtures/ground"
import { makeRoom, makeUser, sessionCookie, signedIn } from "../fixtures/rows"
import { connectSignal } from "../fixtures/signal"
import { claimsOf, seconds, signJwt } from "../fixtures/tokens"
import { until } from "../fixtures/until"

const gate = (token: string) => makeBrowser().get(`/rtc/validate?access_token=${token}`)
const livekit = () => new RoomServiceClient(given("LIVEKIT_URL"), given("LIVEKIT_API_KEY"), given("LIVEKIT_API_SECRET"))
const goneCode = '{"code":"seat_gone"}'

/** Through the door in this browser, and into the call as far as signalling goes. */
async function sit(browser: Browser, slug: string) {
  const answer = await postEnter(browser, slug, { name: "Anna" })
  expect(answer.status).toBe(200)
  const inside = answer.json() as Inside
  const signal = await connectSignal(inside.token)
  await signal.next("join")
  return { ...inside, signal }
}

type Seat = Awaited<ReturnType<typeof sit>>

const identities = async (callId: string) => (await livekit().listParticipants(callId)).map(({ identity }) => identity)

const isGone = ({ callId, participantId }: Seat) =>
  until("the sound server has let go", async () => ((await identities(callId)).includes(participantId) ? null : true))

/** As LiveKit makes it anew every few minutes for whoever is connected: it outlives every removal. */
const renewed = (token: string) => signJwt({ ...claimsOf(token), iat: seconds(), exp: seconds() + 600 })

async function isOut(seat: Seat): Promise<void> {
  await isGone(seat)
  for (const token of [seat.token, renewed(seat.token)])
    expect(await gate(token)).toMatchObject({ status: 403, body: goneCode })
}

async function isIn(seat: Seat): Promise<void> {
  expect(await identities(seat.callId)).toContain(seat.participantId)
  expect(await gate(seat.token)).toMatchObject({ status: 200 })
}

/** Somebody in two calls, from one browser each, and what happens to both. */
async function inTwoCalls() {
  const user = await makeUser()
  const [here, there] = [await signedIn(user), await signedIn(user)]
  const [{ room: one }, { room: other }] = [await makeRoom(), await makeRoom()]
  return { user, here, there, mine: await sit(here, one.slug), theirs: await sit(there, other.slug), other }
}

describe("a browser that is signed out leaves its calls, and the others keep theirs:", () => {
  test("one, from the list", async () => {
    const { here, there, mine, theirs } = await inTwoCalls()
    await submit(here, "/settings", "sessionId", { sessionId: there.sessionId })
    await isOut(theirs)
    await isIn(mine)
  })

  test("all others", async () => {
    const { here, mine, theirs } = await inTwoCalls()
    await submit(here, "/settings", "others", {})
    await isOut(theirs)
    await isIn(mine)
  })

  test("all others, by a new password", async () => {
    const { user, here, mine, theirs } = await inTwoCalls()
    const password = "a new long password"
    await submit(here, "/settings", "password", { currentPassword: user.password, password })
    await isOut(theirs)
    await isIn(mine)
  })

  test("every one, by a link to a new password", async () => {
    const { user, mine, theirs } = await inTwoCalls()
    const { token } = await people.makePasswordLink(await makeUser({ role: "operator" }), user.id)
    await resetByLink(token, "a new long password")
    await isOut(theirs)
    await isOut(mine)
  })

  test("itself, by signing out", async () => {
    const { there, mine, theirs } = await inTwoCalls()
    await callAction(there, "/rooms", "signOut", [])
    await isOut(theirs)
    await isIn(mine)
  })

  test("itself, by somebody else who signs in there", async () => {
    const { there, theirs } = await inTwoCalls()
    const next = await makeUser()
    // A page of somebody signed out: signed in, one is led on.
    const page = (await makeBrowser().get("/sign-in")).body
    await submit(there, "/sign-in", "password", { email: next.email, password: next.password }, { page })
    await isOut(theirs)
  })
})

describe("the seat of somebody who was signed out in one browser", () => {
  test("is still theirs in another, and nobody sits there any more by the old token", async () => {
    const user = await makeUser()
    const [laptop, phone] = [await signedIn(user), await signedIn(user)]
    const { room } = await makeRoom()
    const before = await sit(laptop, room.slug)
    await submit(phone, "/settings", "others", {})
    await isOut(before)
    const after = await sit(phone, room.slug)
    expect(after.participantId).toBe(before.participantId)
    await isIn(after)
    expect(await gate(renewed(before.token))).toMatchObject({ status: 403, body: goneCode })
  })

  test("is kept by the browser that took it over, when the other one is signed out", async () => {
    const user = await makeUser()
    const [laptop, phone] = [await signedIn(user), await signedIn(user)]
    const { room } = await makeRoom()
    await sit(laptop, room.slug)
    const now = await sit(phone, room.slug)
    await submit(phone, "/settings", "sessionId", { sessionId: laptop.sessionId })
    await isIn(now)
  })

  test("is not given to a guest who wants it back: told so, and no second person appears", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    const { room } = await makeRoom()
    const { callId } = await sit(browser, room.slug)
    await db().session.delete({ where: { id: browser.sessionId } })
    const back = () => postEnter(browser, room.slug, { name: "Anna", rejoin: callId })
    expect(await back()).toMatchObject({ status: 403, body: '{"code":"seat_gone","fields":{}}' })
    browser.cookies.delete(sessionCookie)
    expect(await back()).toMatchObject({ status: 403 })
    expect(await db().participant.count({ where: { callId } })).toBe(1)
    expect((await postEnter(browser, room.slug, { name: "Anna" })).status).toBe(200)
  })

  test("says nothing of the browser to others, and another thing in each call", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    const marks = []
    for (const { room } of [await makeRoom(), await makeRoom()]) {
      const { token } = (await postEnter(browser, room.slug, { name: "Anna" })).json() as Inside
      expect(JSON.stringify(claimsOf(token))).not.toContain(browser.sessionId)
      marks.push((claimsOf(token).attributes as { seat: string }).seat)
    }
    expect(marks).toEqual([expect.stringMatching(/^[\w-]{22}$/), expect.stringMatching(/^[\w-]{22}$/)])
    expect(new Set(marks).size).toBe(2)
  })

  test("LiveKit itself keeps the mark when it makes the token anew", async () => {
    const browser = await signedIn(await makeUser())
    const { room } = await makeRoom()
    const { token, signal } = await sit(browser, room.slug)
    const fresh = await signal.next("refreshToken")
    expect(claimsOf(fresh).attributes).toEqual(claimsOf(token).attributes)
  })
})

describe("between the door's first look and the seat", () => {
  /** The account is at the door; `act` begins, and must wait for it. */
  async function atTheDoor(act: (user: Awaited<ReturnType<typeof makeUser>>) => Promise<unknown>) {
    const user = await makeUser()
    const { room } = await makeRoom()
    const call = await db().call.create({ data: { roomId: room.id } })
    const actorKey = `u:${user.id}`
    let acted: Promise<unknown> | undefined
    await asLivingUser(user, async (tx) => {
      acted = act(user)
      await until("it waits", async () => {
        const rows = await db().$queryRaw<unknown[]>`
          SELECT 1 FROM pg_stat_activity WHERE "wait_event_type" = 'Lock' AND "datname" = current_database()`
        return rows.length > 0 ? true : null
      })
      await tx.participant.create({ data: { callId: call.id, actorKey, name: user.name, role: "speaker" } })
    })
    await acted
    return { user, room, seat: await db().participant.findFirstOrThrow({ where: { callId: call.id } }) }
  }

  test("an account that is erased leaves neither seat nor name, and is nobody at the door", async () => {
    const { user, room, seat } = await atTheDoor((user) =>
      eraseAccount(user, { rooms: "delete", currentPassword: user.password }),
    )
    expect(seat).toMatchObject({ name: "", revokedAt: expect.any(Date) })
    expect(seat.actorKey).not.toContain(user.id)
    await expect(enter(user, room.slug)).rejects.toMatchObject({ code: "signed_out" })
    expect(await db().participant.count({ where: { actorKey: `u:${user.id}` } })).toBe(0)
  })

  test("an account that is shut loses the seat", async () => {
    const operator = await makeUser({ role: "operator" })
    const { user, seat } = await atTheDoor(({ id }) => people.setDisabled(operator, id, true))
    expect(seat.revokedAt).not.toBeNull()
    const { room: other } = await makeRoom()
    await expect(enter(user, other.slug)).rejects.toMatchObject({ code: "signed_out" })
  })
})
