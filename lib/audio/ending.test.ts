import { ConnectionError, DisconnectReason } from "livekit-client"
import { expect, test } from "vitest"
import { endingOf, endingOfCode, failureOf } from "@/lib/audio/ending"

const relay = { relayOffered: true, relayCandidate: true, signalled: true }

test("leaving, the end and another tab are endings", () => {
  expect(endingOf(undefined, true)).toEqual({ at: "left" })
  expect(endingOf(DisconnectReason.ROOM_DELETED, false)).toEqual({ at: "ended", byHost: true })
  expect(endingOf(DisconnectReason.DUPLICATE_IDENTITY, false)).toEqual({ at: "duplicate" })
})

test("every other disconnect was not meant: the door is asked again", () => {
  for (const reason of [
    undefined,
    // Removed for good, or signed out: the door tells which.
    DisconnectReason.PARTICIPANT_REMOVED,
    DisconnectReason.SERVER_SHUTDOWN,
    DisconnectReason.STATE_MISMATCH,
    DisconnectReason.SIGNAL_CLOSE,
  ]) {
    expect(endingOf(reason, false)).toBeNull()
  }
})

test("the door's decided no ends the way back, a busy door does not", () => {
  const no = (code: string, by: string | null = null) => endingOfCode({ code, reference: null, by })
  expect(no("call_ended")).toEqual({ at: "ended", byHost: false })
  expect(no("removed", "Anna")).toEqual({ at: "removed", by: "Anna" })
  expect(no("locked")).toEqual({ at: "locked" })
  expect(no("seat_gone")).toEqual({ at: "seat-gone" })
  expect(endingOfCode({ code: "not_found", reference: "ab12", by: null })).toMatchObject({
    at: "failed",
    cause: "no-room",
  })
  for (const code of ["sfu_unavailable", "database_unavailable", "too_many_tries", "fault"]) expect(no(code)).toBeNull()
})

test("the gate's code is read out of the SDK's message", () => {
  const refused = ConnectionError.notAllowed('could not establish signal connection: {"code":"removed"}', 403)
  expect(failureOf(refused, relay)).toEqual({ at: "refused", code: "removed" })
  expect(failureOf(ConnectionError.notAllowed("requested room does not exist", 404), relay)).toEqual({
    at: "refused",
    code: "call_ended",
  })
})

test("a server that does not answer is busy, not a network without a path", () => {
  expect(failureOf(ConnectionError.websocket("x"), relay)).toEqual({ at: "busy" })
  expect(failureOf(ConnectionError.serverUnreachable("x"), relay)).toEqual({ at: "busy" })
})

test("media that fails after signalling names the relay when there was none to use", () => {
  const failed = ConnectionError.internal("could not establish pc connection")
  expect(failureOf(failed, relay)).toEqual({ at: "no-media", cause: "no-path" })
  expect(failureOf(failed, { ...relay, relayCandidate: false })).toEqual({ at: "no-media", cause: "no-relay" })
  expect(failureOf(failed, { ...relay, relayOffered: false })).toEqual({ at: "no-media", cause: "no-relay" })
})
