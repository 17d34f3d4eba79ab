import { randomUUID } from "node:crypto"
import { TokenVerifier } from "livekit-server-sdk"
import { expect, test } from "vitest"
import { joinToken, standingToken } from "@/lib/livekit/token"
import { walkIn } from "../fixtures/entering"
import { given } from "../fixtures/ground"
import { makeGuest, makeRoom } from "../fixtures/rows"
import { claimsOf, seconds } from "../fixtures/tokens"

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const names = [
  "Anna",
  "Анна",
  "👩‍👩‍👧‍👦",
  '"}],"roomAdmin":true',
  "<script>",
  "a".repeat(60),
  "أحمد",
  "admin\u0000host",
]

test("a hundred people through the door: an identity of ours each, nothing of their own in the token", async () => {
  const seen = new Set<string>()
  for (let round = 0; round < 5; round += 1) {
    const { host, room } = await makeRoom()
    const people = [host, ...Array.from({ length: 19 }, makeGuest)]
    const entries = await Promise.all(
      people.map((actor, i) => walkIn(actor, room.slug, { name: names[i % names.length] })),
    )
    for (const { token, callId, participantId } of entries) {
      await mustBeHarmless(token, callId)
      expect(claimsOf(token).sub).toBe(participantId)
      expect(participantId).toMatch(uuidV4)
      expect(people.some((actor) => Buffer.from(JSON.stringify(claimsOf(token))).includes(actor.id))).toBe(false)
      seen.add(participantId)
    }
  }
  expect(seen.size).toBe(100)
}, 60_000)

test("three hundred tokens: one room, a minute, a microphone, and no power over others", async () => {
  for (let i = 0; i < 300; i += 1) {
    const participant = { id: randomUUID(), callId: randomUUID(), name: names[i % names.length] ?? "" }
    const token = await joinToken({ ...participant, role: i % 2 ? "host" : "speaker" }, i % 3 ? "mark" : null)
    await mustBeHarmless(token, participant.callId)
    expect(claimsOf(token)).toMatchObject({ sub: participant.id, name: participant.name })
  }
})

test("a token that only stands has no right at all but to be connected", async () => {
  const participant = { id: randomUUID(), callId: randomUUID(), name: "Anna" }
  for (const role of ["host", "speaker"] as const) {
    const token = await standingToken({ ...participant, role }, null)
    await mustBeHarmless(token, participant.callId, { canPublish: false, canPublishSources: [], canSubscribe: false })
  }
})

async function mustBeHarmless(token: string, callId: string, grants = {}) {
  await new TokenVerifier(given("LIVEKIT_API_KEY"), given("LIVEKIT_API_SECRET")).verify(token)
  const claims = claimsOf(token)
  expect(claims.video).toEqual({
    roomJoin: true,
    room: callId,
    canPublish: true,
    canPublishSources: ["microphone"],
    canSubscribe: true,
    canPublishData: false,
    canUpdateOwnMetadata: false,
    ...grants,
  })
  // Nothing else that LiveKit would listen to: no sip, no agents, no room configuration, no metadata.
  expect(Object.keys(claims).sort()).toEqual(["attributes", "exp", "iss", "name", "nbf", "sub", "video"])
  expect(Number(claims.exp) - seconds()).toBeLessThanOrEqual(60)
  expect(Number(claims.exp) - Number(claims.nbf)).toBeLessThanOrEqual(60)
}
