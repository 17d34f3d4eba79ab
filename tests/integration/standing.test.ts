import { describe, expect, test } from "vitest"
import type { Guest } from "@/lib/auth/actor"
import { compareWithSfu, endCall } from "@/lib/calls/data"
import { lockCall, removePerson } from "@/lib/calls/data/order"
import { db } from "@/lib/db"
import { countInCalls, peopleIn } from "@/lib/livekit/rooms"
import { makeBrowser } from "../fixtures/browser"
import { enter, makeGuestInCall, postEnter, walkIn } from "../fixtures/entering"
import { browserOf, makeGuest, makeRoom } from "../fixtures/rows"
import { connectSignal } from "../fixtures/signal"
import { until } from "../fixtures/until"

/** In the lobby, with a connection that stands ready as far as signalling goes. */
async function stand(actor: Guest, slug: string) {
  const { standing = "", token, callId, participantId } = await walkIn(actor, slug, { ahead: true })
  const signal = await connectSignal(standing)
  const sid = (await signal.next("join")).participant?.sid ?? ""
  return { actor, slug, standing, token, callId, participantId, signal, sid }
}

const press = ({ actor, slug, sid }: Pick<Awaited<ReturnType<typeof stand>>, "actor" | "slug" | "sid">) =>
  enter(actor, slug, { standing: sid })

const stays = (participantId: string) => db().attendance.findMany({ where: { participantId } })
const rowOf = (id: string) => db().participant.findUniqueOrThrow({ where: { id } })
const atGate = (token: string) => makeBrowser().get(`/rtc/validate?access_token=${token}`)
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe.concurrent("a connection that stands ready", () => {
  test("is nobody in the call: not counted, not written down, not let in, whatever LiveKit tells", async () => {
    const { room } = await makeRoom()
    const { callId, participantId, signal } = await stand(makeGuest(), room.slug)
    expect(await peopleIn(callId)).toMatchObject([{ participantId, isIn: false }])
    expect(await countInCalls([callId])).toEqual(new Map([[callId, 0]]))
    await compareWithSfu()
    signal.close()
    await pause(3000)
    await compareWithSfu()
    expect(await stays(participantId)).toEqual([])
    expect(await rowOf(participantId)).toMatchObject({ letInAt: null, joinedAt: null })
    expect(await db().call.findUniqueOrThrow({ where: { id: callId } })).toMatchObject({ startedAt: null })
  })

  test("is in the call once the button is pressed, since then and not since it stood", async () => {
    const { room } = await makeRoom()
    const standing = await stand(makeGuest(), room.slug)
    const { callId, participantId, sid } = standing
    await pause(1500)
    const pressed = Date.now()
    expect(await press(standing)).toMatchObject({ at: "in", seated: true, callId, participantId })
    const told = () => standing.signal.all("update").flatMap(({ participants }) => participants)
    await until("LiveKit tells the page what it may do now", async () =>
      told().find((one) => one.identity === participantId && one.permission?.canPublish && one.permission.canSubscribe),
    )
    expect(told().at(-1)?.permission).toMatchObject({ canPublishData: false, canUpdateMetadata: false, hidden: false })
    const [stay] = await stays(participantId)
    expect(stay).toMatchObject({ sid, leftAt: null })
    await compareWithSfu()
    standing.signal.close()
    const left = await until(
      "it is written down that they left",
      async () => {
        const [one] = await stays(participantId)
        return one?.leftAt ? one : null
      },
      40_000,
    )
    expect(Math.abs(left.joinedAt.getTime() - pressed)).toBeLessThan(1000)
    expect(await rowOf(participantId)).toMatchObject({ letInAt: expect.any(Date), joinedAt: left.joinedAt })
  })

  test("is offered to nobody who is in the call: LiveKit would close the connection they are in it with", async () => {
    const { room, guest, token } = await makeGuestInCall()
    const inCall = await connectSignal(token)
    await inCall.next("join")
    expect(await walkIn(guest, room.slug, { ahead: true })).not.toHaveProperty("standing")
    expect(inCall.all("leave")).toEqual([])
  })

  test("may take the place of another one that stands", async () => {
    const { room } = await makeRoom()
    const guest = makeGuest()
    const first = await stand(guest, room.slug)
    const second = await stand(guest, room.slug)
    expect(await press(first)).toMatchObject({ at: "in", seated: false, token: expect.any(String) })
    expect(await press(second)).toMatchObject({ at: "in", seated: true })
  })

  test("seats nobody else, and nobody whom it does not belong to", async () => {
    const { room } = await makeRoom()
    const victim = await stand(makeGuest(), room.slug)
    const other = await stand(makeGuest(), room.slug)
    for (const sid of [victim.sid, "PA_nobody"])
      expect(await press({ ...other, sid })).toMatchObject({ at: "in", seated: false })
    const elsewhere = await makeRoom()
    expect(await press({ ...victim, slug: elsewhere.room.slug })).toMatchObject({ at: "in", seated: false })
    expect((await peopleIn(victim.callId)).map(({ isIn }) => isIn)).toEqual([false, false])
    const answer = await postEnter(browserOf(victim.actor), room.slug, { name: "Anna", standing: "PA_<x>" })
    expect(answer).toMatchObject({ status: 400 })
  })

  test("is refused at the button like anybody else, however long it stands", async () => {
    const { host, room, callId } = await makeGuestInCall()
    const [locked, removed, late] = [makeGuest(), makeGuest(), makeGuest()]
    const stood = await stand(locked, room.slug)
    const gone = await stand(removed, room.slug)
    await removePerson(host, callId, gone.participantId)
    await gone.signal.next("leave")
    expect(await press(gone)).toMatchObject({ at: "refused", why: "removed" })
    expect(await atGate(gone.standing)).toMatchObject({ status: 403, body: '{"code":"removed"}' })
    await lockCall(host, callId, true)
    expect(await press(stood)).toEqual({ at: "refused", why: "locked" })
    expect(await atGate(stood.standing)).toMatchObject({ status: 403, body: '{"code":"locked"}' })
    await lockCall(host, callId, false)
    const last = await stand(late, room.slug)
    await endCall(host, callId)
    await last.signal.next("leave")
    const next = await press(last)
    expect(next).toMatchObject({ at: "in", seated: false })
    expect(next).not.toMatchObject({ callId })
  })

  test("is closed after a minute, by the app itself: nobody looks on unseen", async () => {
    const { room } = await makeRoom()
    const { signal } = await stand(makeGuest(), room.slug)
    const began = Date.now()
    await until("LiveKit lets go", async () => signal.all("leave").at(0) ?? null, 80_000)
    expect(Date.now() - began).toBeGreaterThan(55_000)
  }, 90_000)
})
