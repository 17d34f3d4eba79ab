import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import { newSlug, showSlug } from "@/lib/ids"
import { spend } from "@/lib/rate-limit"
import { canChooseAddress, makeBrowser, newAddress } from "../fixtures/browser"
import { enter, makeGuestInCall, postEnter, walkIn } from "../fixtures/entering"
import { withoutNonces } from "../fixtures/forms"
import { browserOf, makeGuest, makeRoom, someAddress } from "../fixtures/rows"
import { claimsOf } from "../fixtures/tokens"

const twenty = Array.from({ length: 20 })

describe("one call, one place", () => {
  test("twenty people who enter an empty room at once land in one call", async () => {
    const { room } = await makeRoom()
    const entries = await Promise.all(twenty.map(() => walkIn(makeGuest(), room.slug)))
    expect(new Set(entries.map(({ callId }) => callId)).size).toBe(1)
    expect(new Set(entries.map(({ participantId }) => participantId)).size).toBe(20)
    expect(await db().call.count({ where: { roomId: room.id } })).toBe(1)
  })

  test("one person who enters twenty times at once has one place", async () => {
    const { room } = await makeRoom()
    const guest = makeGuest()
    const entries = await Promise.all(twenty.map(() => walkIn(guest, room.slug)))
    expect(new Set(entries.map(({ participantId }) => participantId)).size).toBe(1)
    expect(await db().participant.count({ where: { actorKey: `g:${guest.id}` } })).toBe(1)
  })

  test("whoever enters again is the same participant, with the newest name in the token alone", async () => {
    const { room, guest, participantId } = await makeGuestInCall()
    const again = await walkIn(guest, room.slug, { name: "Boris at home" })
    expect(again.participantId).toBe(participantId)
    expect(claimsOf(again.token).name).toBe("Boris at home")
    // It may be the lobby's question in a second tab, and nobody comes.
    const row = await db().participant.findUniqueOrThrow({ where: { id: participantId } })
    expect(row.name).toBe("Boris Klein")
  })

  test("the owner is the host of the call, everyone else a speaker", async () => {
    const { host, room } = await makeRoom()
    const mine = await walkIn(host, room.slug)
    const theirs = await walkIn(makeGuest(), room.slug)
    const rows = await db().participant.findMany({ where: { callId: mine.callId }, select: { id: true, role: true } })
    expect(rows).toEqual(
      expect.arrayContaining([
        { id: mine.participantId, role: "host" },
        { id: theirs.participantId, role: "speaker" },
      ]),
    )
  })

  test("a room code is read in any case, with or without dashes", async () => {
    const { room } = await makeRoom()
    const { callId } = await walkIn(makeGuest(), room.slug)
    for (const typed of [showSlug(room.slug), room.slug.toUpperCase(), ` ${showSlug(room.slug)} `])
      expect(await walkIn(makeGuest(), typed)).toMatchObject({ callId })
  })
})

describe("coming back", () => {
  test("into the open call: the same place", async () => {
    const { room, guest, callId, participantId } = await makeGuestInCall()
    expect(await walkIn(guest, room.slug, { rejoin: callId })).toMatchObject({ callId, participantId })
  })

  test("into a call that was ended is refused, also while the room has a new one", async () => {
    const { room, guest, callId } = await makeGuestInCall()
    await db().call.update({ where: { id: callId }, data: { endedAt: new Date() } })
    const refused = { at: "refused", why: "call_ended" }
    expect(await enter(guest, room.slug, { rejoin: callId })).toEqual(refused)
    const next = await walkIn(guest, room.slug)
    expect(next.callId).not.toBe(callId)
    expect(await enter(guest, room.slug, { rejoin: callId })).toEqual(refused)
  })

  test("into another room's call, or into none that ever was, is refused", async () => {
    const { room, guest } = await makeGuestInCall()
    const elsewhere = await makeGuestInCall()
    for (const rejoin of [elsewhere.callId, crypto.randomUUID()])
      expect(await enter(guest, room.slug, { rejoin })).toEqual({ at: "refused", why: "call_ended" })
    expect(await db().participant.count({ where: { callId: elsewhere.callId } })).toBe(1)
  })

  test("whoever was removed stays out of that call, under any name and by any way", async () => {
    const { room, guest, callId, participantId } = await makeGuestInCall()
    await db().participant.update({ where: { id: participantId }, data: { revokedAt: new Date() } })
    for (const rejoin of [undefined, callId])
      expect(await enter(guest, room.slug, { name: "Somebody Else", rejoin })).toEqual({
        at: "refused",
        why: "removed",
      })
    expect(await db().participant.findUniqueOrThrow({ where: { id: participantId } })).toMatchObject({
      name: "Boris Klein",
    })
    const answer = await postEnter(browserOf(guest), room.slug, { name: "Boris", rejoin: callId })
    expect(answer).toMatchObject({ status: 403, body: '{"code":"removed","fields":{}}' })
  })
})

describe("what is not there", () => {
  test("unknown, deleted and impossible rooms give one answer", async () => {
    const { room } = await makeRoom(undefined, { deletedAt: new Date() })
    const answers = [room.slug, newSlug(), "nonsense", "%00", "..%2f..", "a".repeat(3000)].map((slug) =>
      postEnter(makeBrowser(), slug, { name: "Boris" }),
    )
    for (const answer of await Promise.all(answers))
      expect(answer).toMatchObject({ status: 404, body: '{"code":"not_found","fields":{}}' })
    await expect(enter(makeGuest(), room.slug)).rejects.toMatchObject({ code: "not_found" })
  })

  test("the page of a deleted room is the page of an unknown one, with 404", async () => {
    const { room } = await makeRoom(undefined, { name: "Secret plans", deletedAt: new Date() })
    const unknown = newSlug()
    const page = async (slug: string) => {
      const { status, body } = await makeBrowser().get(`/r/${showSlug(slug)}`)
      return { status, body: withoutNonces(body).replaceAll(showSlug(slug), "SLUG") }
    }
    const [deleted, never] = [await page(room.slug), await page(unknown)]
    expect(deleted.status).toBe(404)
    expect(deleted.body).not.toContain("Secret plans")
    expect(deleted.body).toBe(never.body)
    expect(never.status).toBe(404)
  })

  test("entering an unknown room leaves nothing behind", async () => {
    const guest = makeGuest()
    await expect(enter(guest, newSlug())).rejects.toMatchObject({ code: "not_found" })
    expect(await db().participant.count({ where: { actorKey: `g:${guest.id}` } })).toBe(0)
  })
})

describe("limits", () => {
  test("one person may enter forty times a minute, then waits as long as they are told", async () => {
    const { room } = await makeRoom()
    const guest = makeGuest()
    for (let i = 0; i < 40; i += 1) await spend("enter-actor", `g:${guest.id}`)
    const answer = await postEnter(browserOf(guest), room.slug, { name: "Boris" })
    expect(answer).toMatchObject({ status: 429 })
    expect(answer.json()).toMatchObject({ code: "too_many_tries" })
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0)
    expect(Number(answer.headers["retry-after"])).toBeLessThanOrEqual(60)
    expect(await postEnter(browserOf(makeGuest()), room.slug, { name: "Mei" })).toMatchObject({ status: 200 })
  })

  test("one address may enter three hundred times a minute, whoever comes from there", async () => {
    const address = someAddress()
    const tries = await Promise.allSettled(
      Array.from({ length: 310 }, () => enter(makeGuest(), "no-such-room", { address })),
    )
    const codes = tries.map((one) => (one.status === "rejected" ? String(one.reason.code) : "in"))
    expect(codes.filter((code) => code === "not_found")).toHaveLength(300)
    expect(codes.filter((code) => code === "too_many_tries")).toHaveLength(10)
    await expect(enter(makeGuest(), "no-such-room", { address })).rejects.toMatchObject({
      code: "too_many_tries",
      retryAfterSeconds: expect.any(Number),
    })
  })

  test.skipIf(!canChooseAddress)("the address is the one the edge saw, whatever a header claims", async () => {
    const { room } = await makeRoom()
    const address = newAddress() ?? ""
    await Promise.all(Array.from({ length: 300 }, () => spend("enter", address)))
    const claim = { "x-forwarded-for": "203.0.113.9", "x-real-ip": "203.0.113.9", forwarded: "for=203.0.113.9" }
    const answer = await makeBrowser({ address }).postJson(`/api/rooms/${room.slug}/enter`, { name: "Boris" }, claim)
    expect(answer.status).toBe(429)
    expect(await postEnter(makeBrowser(), room.slug, { name: "Boris" })).toMatchObject({ status: 200 })
  })
})

describe("the guest's cookie", () => {
  test("keeps one guest one person, is HttpOnly and SameSite=Lax", async () => {
    const { room } = await makeRoom()
    const browser = makeBrowser()
    const first = await postEnter(browser, room.slug, { name: "Boris" })
    expect(String(first.headers["set-cookie"])).toMatch(/^earshot-guest=.*HttpOnly.*SameSite=lax/i)
    const second = await postEnter(browser, room.slug, { name: "Boris" })
    expect(second.json()).toMatchObject({ participantId: (first.json() as { participantId: string }).participantId })
  })

  test("made up or altered, it is somebody new", async () => {
    const { room, guest, participantId } = await makeGuestInCall()
    for (const cookie of [guest.id, `${guest.id}.`, `${guest.id}.${"A".repeat(43)}`, "."]) {
      const browser = makeBrowser()
      browser.cookies.set("earshot-guest", cookie)
      const answer = await postEnter(browser, room.slug, { name: "Mallory" })
      expect(answer.status).toBe(200)
      expect((answer.json() as { participantId: string }).participantId).not.toBe(participantId)
    }
  })
})
