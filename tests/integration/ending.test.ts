import { RoomServiceClient } from "livekit-server-sdk"
import { describe, expect, test } from "vitest"
import { endCall } from "@/lib/calls/data"
import { db } from "@/lib/db"
import { showSlug } from "@/lib/ids"
import { deleteRoom, listRooms } from "@/lib/rooms/data"
import { callAction } from "../fixtures/actions"
import { makeBrowser } from "../fixtures/browser"
import { enter, makeGuestInCall, postEnter, postOrder, walkIn } from "../fixtures/entering"
import { given } from "../fixtures/ground"
import { browserOf, makeGuest, makeRoom, makeUser, signedIn } from "../fixtures/rows"
import { connectSignal } from "../fixtures/signal"
import { until } from "../fixtures/until"

const livekit = () => new RoomServiceClient(given("LIVEKIT_URL"), given("LIVEKIT_API_KEY"), given("LIVEKIT_API_SECRET"))

const nobodyIsIn = (callId: string) =>
  until("LiveKit has no such room", async () => ((await livekit().listRooms([callId])).length === 0 ? true : null))

describe("end for all", () => {
  test("throws everyone out of LiveKit at once, refuses their rejoin, lets a new call begin", async () => {
    const { host, room } = await makeRoom()
    const people = [makeGuest(), makeGuest(), makeGuest()]
    const entries = await Promise.all(people.map((guest) => walkIn(guest, room.slug)))
    const connections = await Promise.all(entries.map(({ token }) => connectSignal(token)))
    const callId = entries[0]?.callId ?? ""
    expect(await livekit().listParticipants(callId)).toHaveLength(3)
    const started = performance.now()
    await endCall(host, callId)
    const left = await Promise.all(connections.map((one) => one.next("leave")))
    console.log(`end for all: the last of three was told after ${Math.round(performance.now() - started)} ms`)
    expect(left.map(({ reason }) => reason)).toEqual([5, 5, 5])
    await nobodyIsIn(callId)
    for (const guest of people)
      expect(await enter(guest, room.slug, { rejoin: callId })).toEqual({ at: "refused", why: "call_ended" })
    const gate = await makeBrowser().get(`/rtc/validate?access_token=${entries[0]?.token}`)
    expect(gate).toMatchObject({ status: 403, body: '{"code":"call_ended"}' })
    await nobodyIsIn(callId)
    expect(await db().call.findUniqueOrThrow({ where: { id: callId } })).toMatchObject({ endedBy: `u:${host.id}` })
    expect((await walkIn(people[0] ?? makeGuest(), room.slug)).callId).not.toBe(callId)
  })

  test("only the room's owner may", async () => {
    const { host, guest, callId } = await makeGuestInCall()
    const stranger = await makeUser()
    for (const actor of [guest, stranger, makeGuest()])
      await expect(endCall(actor, callId)).rejects.toMatchObject({ code: "not_found" })
    for (const browser of [browserOf(guest), await signedIn(stranger), makeBrowser()])
      expect(await postOrder(browser, callId, { order: "end" })).toMatchObject({ status: 404 })
    expect((await db().call.findUniqueOrThrow({ where: { id: callId } })).endedAt).toBeNull()
    expect(await postOrder(await signedIn(host), callId, { order: "end" })).toMatchObject({ status: 204 })
    expect((await db().call.findUniqueOrThrow({ where: { id: callId } })).endedAt).not.toBeNull()
  })

  test("twice is once: the first end stays", async () => {
    const { host, callId } = await makeGuestInCall()
    await endCall(host, callId)
    const { endedAt } = await db().call.findUniqueOrThrow({ where: { id: callId } })
    await endCall(host, callId)
    expect((await db().call.findUniqueOrThrow({ where: { id: callId } })).endedAt).toEqual(endedAt)
  })

  test.each(["x", crypto.randomUUID(), "%00", "null"])("%j is no call", async (id) => {
    const { host } = await makeRoom()
    expect(await postOrder(await signedIn(host), id, { order: "end" })).toMatchObject({ status: 404 })
  })
})

describe("deleting a room", () => {
  test("takes its page, its door, its call and its place in the list", async () => {
    const { host, room, guest, callId, token } = await makeGuestInCall()
    const connection = await connectSignal(token)
    await deleteRoom(host, room.id)
    expect(await connection.next("leave")).toMatchObject({ reason: 5 })
    await nobodyIsIn(callId)
    expect(await browserOf(guest).get(`/r/${showSlug(room.slug)}`)).toMatchObject({ status: 404 })
    expect(await postEnter(browserOf(guest), room.slug, { name: "Boris" })).toMatchObject({ status: 404 })
    expect(await postEnter(browserOf(guest), room.slug, { name: "Boris", rejoin: callId })).toMatchObject({
      status: 404,
    })
    const gate = await makeBrowser().get(`/rtc/validate?access_token=${token}`)
    expect(gate).toMatchObject({ status: 403, body: '{"code":"call_ended"}' })
    expect(await listRooms(host)).toEqual([])
  })

  test("only its owner may, and others learn nothing", async () => {
    const { room } = await makeRoom()
    const stranger = await makeUser()
    const browser = await signedIn(stranger)
    await makeRoom(stranger)
    for (const id of [room.id, crypto.randomUUID(), "x", ""]) {
      await expect(deleteRoom(stranger, id)).rejects.toMatchObject({ code: "not_found" })
      await expect(deleteRoom(makeGuest(), id)).rejects.toMatchObject({ code: "not_found" })
    }
    const state = { at: "idle" }
    const form = [state, "$K1"]
    const { result } = await callFormAction(browser, "deleteRoom", form, { roomId: room.id })
    expect(result).toMatchObject({ at: "refused", code: "not_found" })
    expect((await db().room.findUniqueOrThrow({ where: { id: room.id } })).deletedAt).toBeNull()
  })

  test("leaves everyone else's rooms where they are", async () => {
    const { host, room } = await makeRoom()
    const { room: other } = await makeRoom(host)
    await deleteRoom(host, room.id)
    expect((await listRooms(host)).map(({ id }) => id)).toEqual([other.id])
  })
})

/** A form's action as the page's script calls it: the former state, then the form. */
async function callFormAction(
  browser: Awaited<ReturnType<typeof signedIn>>,
  name: string,
  args: unknown[],
  fields: Record<string, string>,
) {
  const data = new FormData()
  for (const [field, value] of Object.entries(fields)) data.set(`_1_${field}`, value)
  data.set("0", JSON.stringify(args))
  const encoded = new Response(data)
  const body = Buffer.from(await encoded.arrayBuffer())
  return callAction(browser, "/rooms", name, body, { "content-type": encoded.headers.get("content-type") ?? "" })
}
