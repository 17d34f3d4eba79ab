import { expect, test } from "vitest"
import { type KeptCall, keptCallOf, parseKeptCall } from "@/components/lobby/kept-call"
import { type Arriving, type CallSnapshot, firstSnapshot } from "@/lib/audio/call-snapshot"

const arriving: Arriving = {
  slug: "abcd",
  name: "Anna",
  muted: false,
  track: null,
  microphoneId: "usb",
  speakerId: "",
  without: null,
}
const inCall: CallSnapshot = { ...firstSnapshot(arriving, { at: "on" }, 0), phase: { at: "in", since: 0 } }
const kept: KeptCall = {
  slug: "abcd",
  callId: "c1",
  name: "Anna",
  muted: false,
  listening: false,
  microphoneId: "usb",
  speakerId: "",
}

const of = (more: Partial<CallSnapshot>) => keptCallOf("abcd", "Anna", "c1", { ...inCall, ...more })

test("a running call is kept with its microphone as it is: what is not on comes back off", () => {
  expect(of({})).toEqual(kept)
  expect(of({ microphone: { at: "off" } })).toMatchObject({ muted: true, listening: false })
  expect(of({ microphone: { at: "none", why: "lost" } })).toMatchObject({ muted: true, listening: false })
  expect(of({ microphone: { at: "none", why: "listening" } })).toMatchObject({ listening: true })
})

test("whoever left, was removed, or saw the end does not come back by themselves", () => {
  for (const ending of [{ at: "left" }, { at: "removed", by: null }, { at: "ended", byHost: true }] as const)
    expect(of({ phase: { at: "over", ending } })).toBeNull()
  expect(of({ phase: { at: "over", ending: { at: "duplicate" } } })).toEqual(kept)
  expect(keptCallOf("abcd", "Anna", "", inCall)).toBeNull()
})

test("what was kept is read for its own room only, and muted when in doubt", () => {
  expect(parseKeptCall(JSON.stringify(kept), "abcd")).toEqual(kept)
  expect(parseKeptCall(JSON.stringify(kept), "other")).toBeNull()
  expect(parseKeptCall(JSON.stringify({ ...kept, muted: "no" }), "abcd")).toMatchObject({ muted: true })
  for (const text of [null, "", "[]", "null", "7", "{}", JSON.stringify({ ...kept, callId: 7 })])
    expect(parseKeptCall(text, "abcd")).toBeNull()
})
