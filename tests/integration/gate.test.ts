import { RoomServiceClient } from "livekit-server-sdk"
import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import { makeBrowser } from "../fixtures/browser"
import { makeGuestInCall } from "../fixtures/entering"
import { given, stack } from "../fixtures/ground"
import { claimsOf, joinTokenWith, seconds, signJwt } from "../fixtures/tokens"

type Verdict = { status: number; body: string }

/** As the edge asks the app. */
async function throughApp(token: string | null): Promise<Verdict> {
  const uri = token === null ? "/rtc/validate" : `/rtc/validate?access_token=${token}`
  return makeBrowser({ url: stack.appUrl }).get("/api/livekit/gate", { "x-forwarded-uri": uri })
}

/** As a browser asks: what comes after a yes is LiveKit's own answer. */
async function throughEdge(token: string | null): Promise<Verdict> {
  return makeBrowser().get(token === null ? "/rtc/validate" : `/rtc/validate?access_token=${token}`)
}

describe.each([
  ["asked by the edge", throughApp],
  ["through the edge", throughEdge],
])("the gate %s", (_, ask) => {
  const refuses = async (token: string | null, code: string) => {
    const { status, body } = await ask(token)
    expect({ status, body: JSON.parse(body) }).toEqual({ status: 403, body: { code } })
  }

  test("lets a fresh token pass, twice: the SDK shows it twice", async () => {
    const { token } = await makeGuestInCall()
    expect(await ask(token)).toMatchObject({ status: 200 })
    expect(await ask(token)).toMatchObject({ status: 200 })
  })

  test("lets a token pass that LiveKit itself has made anew", async () => {
    const { token } = await makeGuestInCall()
    const refreshed = signJwt({ ...claimsOf(token), iat: seconds(), exp: seconds() + 600 })
    expect(await ask(refreshed)).toMatchObject({ status: 200 })
  })

  test("refuses no token, and an empty one", async () => {
    await refuses(null, "token_missing")
    await refuses("", "token_missing")
  })

  test("refuses a broken token", async () => {
    const { token } = await makeGuestInCall()
    for (const broken of ["x", "a.b.c", token.slice(0, -3), `${token.slice(0, 20)}x${token.slice(21)}`, "%00", "null"])
      await refuses(broken, "token_invalid")
  })

  test("refuses a token signed with another secret, or with none", async () => {
    const guest = await makeGuestInCall()
    await refuses(joinTokenWith(guest, { secret: "s".repeat(48) }), "token_invalid")
    await refuses(joinTokenWith(guest, { alg: "none" }), "token_invalid")
  })

  test("refuses a token of another key's holder", async () => {
    const { participantId, callId } = await makeGuestInCall()
    const claims = { sub: participantId, exp: seconds() + 60, video: { roomJoin: true, room: callId } }
    await refuses(signJwt({ iss: "APIsomebodyelse", ...claims }), "token_invalid")
  })

  test("refuses an expired token, and says that", async () => {
    const guest = await makeGuestInCall()
    await refuses(joinTokenWith({ ...guest, exp: seconds() - 60 }), "token_expired")
  })

  test("refuses a token for a call its holder has no place in", async () => {
    const { participantId } = await makeGuestInCall()
    const { callId } = await makeGuestInCall()
    await refuses(joinTokenWith({ participantId, callId }), "token_invalid")
    await refuses(joinTokenWith({ participantId: "root", callId: "lobby" }), "token_invalid")
  })

  test("refuses a token that is for something else than joining", async () => {
    const guest = await makeGuestInCall()
    await refuses(joinTokenWith({ ...guest, video: { room: guest.callId, roomAdmin: true } }), "token_invalid")
    await refuses(joinTokenWith({ ...guest, video: { roomList: true } }), "token_invalid")
  })

  test("refuses whoever was removed, from the next request on", async () => {
    const { token, participantId } = await makeGuestInCall()
    await db().participant.update({ where: { id: participantId }, data: { revokedAt: new Date() } })
    await refuses(token, "removed")
  })

  test("refuses a call that was ended", async () => {
    const { token, callId } = await makeGuestInCall()
    await db().call.update({ where: { id: callId }, data: { endedAt: new Date() } })
    await refuses(token, "call_ended")
  })

  test("refuses a call in a room that was deleted", async () => {
    const { token, room } = await makeGuestInCall()
    await db().room.update({ where: { id: room.id }, data: { deletedAt: new Date() } })
    await refuses(token, "call_ended")
  })
})

test("the gate refuses without making LiveKit rooms", async () => {
  const { token, callId } = await makeGuestInCall()
  await db().call.update({ where: { id: callId }, data: { endedAt: new Date() } })
  await livekit().deleteRoom(callId)
  await throughApp(token)
  expect(await livekit().listRooms([callId])).toEqual([])
})

test("one person's removal does not touch the others' room", async () => {
  const { token, callId, participantId } = await makeGuestInCall()
  await db().participant.update({ where: { id: participantId }, data: { revokedAt: new Date() } })
  await throughApp(token)
  expect(await livekit().listRooms([callId])).toHaveLength(1)
})

test("nothing of the inner side can be reached from outside", async () => {
  const browser = makeBrowser()
  for (const path of [
    "/api/livekit/gate",
    "/api/livekit/webhook",
    "/API/livekit/webhook",
    "/api//livekit/webhook",
    "/api/%6civekit/webhook",
    "/x/../api/livekit/webhook",
    "/twirp/livekit.RoomService/ListRooms",
    "/api/metrics",
  ]) {
    expect(await browser.get(path)).toMatchObject({ status: 404 })
    expect(await browser.postJson(path, {})).toMatchObject({ status: 404 })
  }
})

function livekit(): RoomServiceClient {
  return new RoomServiceClient(given("LIVEKIT_URL"), given("LIVEKIT_API_KEY"), given("LIVEKIT_API_SECRET"))
}
