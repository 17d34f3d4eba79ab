import { describe, expect, test } from "vitest"
import { peopleIn } from "@/lib/livekit/rooms"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { type Inside, postEnter } from "../fixtures/entering"
import { browserOf, makeGuest, makeRoom } from "../fixtures/rows"
import { connectSignal } from "../fixtures/signal"
import { until } from "../fixtures/until"

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** In the call as far as signalling goes; the line stays open, as when the word of a closed page was lost. */
async function sit(browser: Browser, slug: string) {
  const { token, callId, participantId } = (await postEnter(browser, slug, { name: "Anna" })).json() as Inside
  const signal = await connectSignal(token)
  const sid = (await signal.next("join")).participant?.sid ?? ""
  const isIn = async () => (await peopleIn(callId)).some((one) => one.participantId === participantId)
  return { callId, sid, isIn }
}

const saysGone = (browser: Browser, slug: string, body: unknown, headers?: Record<string, string>) =>
  browser.postJson(`/api/rooms/${slug}/gone`, body, headers)

describe.concurrent("a page that says it goes", () => {
  test("gives up its seat after six seconds, although the sound server heard nothing of it", async () => {
    const { room } = await makeRoom()
    const browser = browserOf(makeGuest())
    const { callId, sid, isIn } = await sit(browser, room.slug)
    expect(await saysGone(browser, room.slug, { callId, sid })).toMatchObject({ status: 204, body: "" })
    const asked = Date.now()
    await until("the seat is free", async () => ((await isIn()) ? null : true), 15_000)
    expect(Date.now() - asked).toBeGreaterThan(5000)
  })

  test("keeps it when it has been loaded again: the person has another connection", async () => {
    const { room } = await makeRoom()
    const browser = browserOf(makeGuest())
    const { callId, sid } = await sit(browser, room.slug)
    await saysGone(browser, room.slug, { callId, sid })
    const again = await sit(browser, room.slug)
    expect(again.sid).not.toBe(sid)
    await pause(9000)
    expect(await again.isIn()).toBe(true)
  })

  test("cannot say it of somebody else", async () => {
    const { room } = await makeRoom()
    const { callId, sid, isIn } = await sit(browserOf(makeGuest()), room.slug)
    const other = browserOf(makeGuest())
    await sit(other, room.slug)
    for (const browser of [other, browserOf(makeGuest()), makeBrowser()])
      expect(await saysGone(browser, room.slug, { callId, sid })).toMatchObject({ status: 204, body: "" })
    await pause(9000)
    expect(await isIn()).toBe(true)
  })

  test("is not kept from saying it by somebody who said it before", async () => {
    const { room } = await makeRoom()
    const [browser, other] = [browserOf(makeGuest()), browserOf(makeGuest())]
    const { callId, sid, isIn } = await sit(browser, room.slug)
    await sit(other, room.slug)
    await saysGone(other, room.slug, { callId, sid })
    await saysGone(browser, room.slug, { callId, sid })
    await until("the seat is free", async () => ((await isIn()) ? null : true), 15_000)
  })

  test("is refused from another site, and when it says nothing that can be", async () => {
    const { room } = await makeRoom()
    const browser = browserOf(makeGuest())
    const { callId, sid } = await sit(browser, room.slug)
    const elsewhere = { origin: "https://elsewhere.example" }
    expect((await saysGone(browser, room.slug, { callId, sid }, elsewhere)).status).toBe(403)
    for (const body of [
      {},
      { callId },
      { callId: "x", sid },
      { callId, sid: "' OR 1=1" },
      { callId, sid: 7 },
      [],
      null,
    ])
      expect((await saysGone(browser, room.slug, body)).status).toBe(400)
  })
})
