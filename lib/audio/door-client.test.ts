import { expect, test } from "vitest"
import { answerOf } from "@/lib/audio/door-client"

test("a yes is a way in, whatever else it says", () => {
  expect(answerOf({ at: "in", token: "t", callId: "c", participantId: "p" })).toEqual({
    at: "in",
    ticket: { token: "t", callId: "c", standing: null, seated: false },
  })
})

test("a no keeps its reason, its reference, the fault of the name, and how long to wait", () => {
  const no = { at: "no", code: "fault", reference: null, nameFault: null, retryAfterSeconds: null, by: null }
  expect(answerOf({ code: "fault", reference: "r-1" })).toEqual({ ...no, reference: "r-1" })
  expect(answerOf({ code: "invalid", fields: { name: "too_long" } })).toEqual({
    ...no,
    ...{ code: "invalid", nameFault: "too_long" },
  })
  expect(answerOf({ code: "too_many_tries", retryAfterSeconds: 40 })).toEqual({
    ...no,
    ...{ code: "too_many_tries", retryAfterSeconds: 40 },
  })
  expect(answerOf({ code: "removed", fields: {}, by: "Anna" })).toEqual({ ...no, code: "removed", by: "Anna" })
})

test("what is none of the door's words is silence", () => {
  for (const body of [
    null,
    undefined,
    "no",
    7,
    [],
    {},
    { token: 1, callId: "c" },
    { token: "t" },
    { code: 403 },
    { code: "unavailable" },
  ])
    expect(answerOf(body)).toEqual({ at: "silent" })
  expect(answerOf({ code: "invalid", fields: ["name"], retryAfterSeconds: "soon" })).toMatchObject({
    nameFault: null,
    retryAfterSeconds: null,
  })
})
