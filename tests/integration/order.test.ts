import { describe, expect, test } from "vitest"
import type { User } from "@/lib/auth/actor"
import { compareWithSfu, endCall } from "@/lib/calls/data"
import { lockCall, mutePeople, removePerson } from "@/lib/calls/data/order"
import { db } from "@/lib/db"
import { deleteRoom } from "@/lib/rooms/data"
import { makeBrowser } from "../fixtures/browser"
import { enter, makeGuestInCall, postEnter, postOrder, walkIn } from "../fixtures/entering"
import { browserOf, makeGuest, makeRoom, makeUser, signedIn } from "../fixtures/rows"
import { connectSignal } from "../fixtures/signal"

const atGate = (token: string) => makeBrowser().get(`/rtc/validate?access_token=${token}`)

/** The user in a browser of theirs that is signed in: the gate asks for it. */
const inBrowser = async (user: User) => ({ ...user, sessionId: (await signedIn(user)).sessionId })

describe("removed from a call", () => {
  test("they are out at once, and stay out by every way they had", async () => {
    const { host, room, guest, callId, participantId, token } = await makeGuestInCall()
    const connection = await connectSignal(token)
    const started = performance.now()
    await removePerson(host, callId, participantId)
    await connection.next("leave")
    console.log(`removed: told after ${Math.round(performance.now() - started)} ms`)
    expect(await atGate(token)).toMatchObject({ status: 403, body: '{"code":"removed"}' })
    for (const rejoin of [undefined, callId])
      expect(await enter(guest, room.slug, { name: "Somebody Else", rejoin })).toEqual({
        at: "refused",
        why: "removed",
        by: host.name,
      })
    const answer = await postEnter(browserOf(guest), room.slug, { name: "Boris", rejoin: callId })
    expect(answer).toMatchObject({ status: 403 })
    expect(answer.json()).toEqual({ code: "removed", fields: {}, by: host.name })
  })

  test("the others stay, and the next call is open to them", async () => {
    const { host, room, guest, callId, participantId } = await makeGuestInCall()
    const other = makeGuest()
    const { token } = await walkIn(other, room.slug)
    await removePerson(host, callId, participantId)
    expect(await atGate(token)).toMatchObject({ status: 200 })
    await endCall(host, callId)
    expect((await walkIn(guest, room.slug)).callId).not.toBe(callId)
  })

  test("whoever was removed while the sound server did not hear it is taken out by the next comparison", async () => {
    const { host, callId, participantId, token } = await makeGuestInCall()
    const connection = await connectSignal(token)
    await db().participant.update({
      where: { id: participantId },
      data: { revokedAt: new Date(), removedById: host.id, joinedAt: new Date() },
    })
    await compareWithSfu()
    await connection.next("leave")
    expect(await db().call.findUniqueOrThrow({ where: { id: callId } })).toMatchObject({ endedAt: null })
  })

  test("twice is once: the first who did it stays the one", async () => {
    const { host, callId, participantId } = await makeGuestInCall()
    await removePerson(host, callId, participantId)
    const { revokedAt } = await db().participant.findUniqueOrThrow({ where: { id: participantId } })
    await removePerson(host, callId, participantId)
    expect(await db().participant.findUniqueOrThrow({ where: { id: participantId } })).toMatchObject({
      revokedAt,
      removedById: host.id,
    })
  })

  test("only the room's owner may, nobody themselves, and nobody of another call", async () => {
    const { host, room, guest, callId, participantId } = await makeGuestInCall()
    const elsewhere = await makeGuestInCall()
    const own = await walkIn(host, room.slug)
    const stranger = await makeUser()
    for (const actor of [guest, stranger, makeGuest(), elsewhere.host])
      await expect(removePerson(actor, callId, participantId)).rejects.toMatchObject({ code: "not_found" })
    for (const id of [own.participantId, elsewhere.participantId, crypto.randomUUID(), "x", ""])
      await expect(removePerson(host, callId, id)).rejects.toMatchObject({ code: "not_found" })
    for (const id of [elsewhere.callId, crypto.randomUUID(), "x", ""])
      await expect(removePerson(host, id, participantId)).rejects.toMatchObject({ code: "not_found" })
    expect(await db().participant.count({ where: { callId, revokedAt: { not: null } } })).toBe(0)
  })

  test("not from a call that has ended, nor in a room that was deleted", async () => {
    const { host, room, callId, participantId } = await makeGuestInCall()
    await endCall(host, callId)
    await expect(removePerson(host, callId, participantId)).rejects.toMatchObject({ code: "not_found" })
    const other = await makeGuestInCall()
    await deleteRoom(other.host, other.room.id)
    await expect(removePerson(other.host, other.callId, other.participantId)).rejects.toMatchObject({
      code: "not_found",
    })
    expect(await walkIn(makeGuest(), room.slug)).toMatchObject({ at: "in" })
  })
})

describe("a locked call", () => {
  test("lets nobody new in, by the door nor by a token from before; those inside come and go", async () => {
    const { host, room, guest, callId, token } = await makeGuestInCall()
    await connectSignal(token)
    const early = makeGuest()
    const { token: ahead } = await walkIn(early, room.slug)
    await lockCall(host, callId, true)
    expect(await enter(makeGuest(), room.slug)).toEqual({ at: "refused", why: "locked" })
    expect(await enter(await makeUser(), room.slug)).toEqual({ at: "refused", why: "locked" })
    expect(await enter(early, room.slug)).toEqual({ at: "refused", why: "locked" })
    expect(await atGate(ahead)).toMatchObject({ status: 403, body: '{"code":"locked"}' })
    expect(await postEnter(makeBrowser(), room.slug, { name: "Mei" })).toMatchObject({
      status: 403,
      body: '{"code":"locked","fields":{}}',
    })
    expect(await atGate(token)).toMatchObject({ status: 200 })
    for (const rejoin of [undefined, callId])
      expect(await walkIn(guest, room.slug, { rejoin })).toMatchObject({ callId })
  })

  test("lets its host in, and everybody once it is unlocked", async () => {
    const { host, room, callId } = await makeGuestInCall()
    await lockCall(host, callId, true)
    const { token } = await walkIn(await inBrowser(host), room.slug)
    expect(await atGate(token)).toMatchObject({ status: 200 })
    const late = makeGuest()
    expect(await enter(late, room.slug)).toEqual({ at: "refused", why: "locked" })
    await lockCall(host, callId, false)
    expect(await atGate((await walkIn(late, room.slug)).token)).toMatchObject({ status: 200 })
  })

  test("everybody in it is told, also by a room that was made again", async () => {
    const { host, callId, token } = await makeGuestInCall()
    const connection = await connectSignal(token)
    expect(JSON.parse((await connection.next("join")).room?.metadata ?? "")).toEqual({ locked: false })
    await lockCall(host, callId, true)
    expect(JSON.parse((await connection.next("roomUpdate")).room?.metadata ?? "")).toEqual({ locked: true })
    const again = await makeRoom(host)
    // A call whose room the sound server has forgotten.
    await db().call.create({ data: { roomId: again.room.id, lockedAt: new Date() } })
    const { token: hosts } = await walkIn(await inBrowser(host), again.room.slug)
    expect(JSON.parse((await (await connectSignal(hosts)).next("join")).room?.metadata ?? "")).toEqual({ locked: true })
  })

  test("whoever was not told is told by the next comparison", async () => {
    const { callId, token } = await makeGuestInCall()
    const connection = await connectSignal(token)
    await connection.next("join")
    await db().call.update({ where: { id: callId }, data: { lockedAt: new Date() } })
    await compareWithSfu()
    expect(JSON.parse((await connection.next("roomUpdate")).room?.metadata ?? "")).toEqual({ locked: true })
  })

  test("opens by no way in that was only kept for later", async () => {
    const { host, room, guest, callId, participantId, token } = await makeGuestInCall()
    expect(await atGate(token)).toMatchObject({ status: 200 })
    await lockCall(host, callId, true)
    expect(await atGate(token)).toMatchObject({ status: 200 })
    await db().participant.update({
      where: { id: participantId },
      data: { letInAt: new Date(Date.now() - 61_000), joinedAt: null },
    })
    expect(await atGate(token)).toMatchObject({ status: 403, body: '{"code":"locked"}' })
    expect(await enter(guest, room.slug)).toEqual({ at: "refused", why: "locked" })
  })

  test("a lock falls with its call", async () => {
    const { host, room, callId } = await makeGuestInCall()
    await lockCall(host, callId, true)
    await endCall(host, callId)
    expect((await walkIn(makeGuest(), room.slug)).callId).not.toBe(callId)
  })

  test("only the room's owner may lock or unlock", async () => {
    const { host, guest, callId } = await makeGuestInCall()
    for (const actor of [guest, makeGuest(), await makeUser()])
      await expect(lockCall(actor, callId, true)).rejects.toMatchObject({ code: "not_found" })
    await lockCall(host, callId, true)
    for (const actor of [guest, makeGuest(), await makeUser()])
      await expect(lockCall(actor, callId, false)).rejects.toMatchObject({ code: "not_found" })
    expect((await db().call.findUniqueOrThrow({ where: { id: callId } })).lockedAt).not.toBeNull()
  })
})

describe("muting", () => {
  test("is harmless where no microphone is open, and where nobody is", async () => {
    const { host, callId, participantId, token } = await makeGuestInCall()
    await mutePeople(host, callId, null)
    await connectSignal(token)
    for (const id of [participantId, crypto.randomUUID(), null]) await mutePeople(host, callId, id)
  })

  test("only the room's owner may, and in a running call", async () => {
    const { host, guest, callId, participantId } = await makeGuestInCall()
    for (const actor of [guest, makeGuest(), await makeUser()])
      for (const id of [participantId, null])
        await expect(mutePeople(actor, callId, id)).rejects.toMatchObject({ code: "not_found" })
    await endCall(host, callId)
    await expect(mutePeople(host, callId, null)).rejects.toMatchObject({ code: "not_found" })
  })
})

describe("called by hand", () => {
  test("the host's orders work for the host, and for nobody else", async () => {
    const { host, guest, callId, participantId } = await makeGuestInCall()
    for (const browser of [browserOf(guest), await signedIn(await makeUser()), makeBrowser()])
      for (const order of [
        { order: "remove", participantId },
        { order: "lock", on: true },
        { order: "mute", participantId: null },
        { order: "end" },
      ])
        expect(await postOrder(browser, callId, order)).toMatchObject({
          status: 404,
          body: '{"code":"not_found","fields":{}}',
        })
    const own = await signedIn(host)
    expect(await postOrder(own, callId, { order: "lock", on: true })).toMatchObject({ status: 204, body: "" })
    expect(await postOrder(own, callId, { order: "remove", participantId })).toMatchObject({ status: 204, body: "" })
    expect(await db().participant.findUniqueOrThrow({ where: { id: participantId } })).toMatchObject({
      removedById: host.id,
    })
  })

  test.each([
    [],
    null,
    {},
    { order: "dance" },
    { order: "lock" },
    { order: "lock", on: "yes" },
    { order: "mute", participantId: 7 },
    { order: "remove", participantId: null },
    { order: ["end"] },
  ])("%j is no order", async (order) => {
    const { host, callId } = await makeGuestInCall()
    const answer = await postOrder(await signedIn(host), callId, order)
    expect(answer).toMatchObject({ status: 400 })
    expect(answer.json()).toMatchObject({ code: "invalid" })
    expect((await db().call.findUniqueOrThrow({ where: { id: callId } })).endedAt).toBeNull()
  })

  test("another site's page orders nothing", async () => {
    const { host, callId } = await makeGuestInCall()
    const browser = await signedIn(host)
    const answer = await browser.postJson(
      `/api/calls/${callId}/order`,
      { order: "end" },
      { origin: "https://evil.test" },
    )
    expect(answer).toMatchObject({ status: 403, body: '{"code":"foreign_origin","fields":{}}' })
    expect((await db().call.findUniqueOrThrow({ where: { id: callId } })).endedAt).toBeNull()
  })
})
