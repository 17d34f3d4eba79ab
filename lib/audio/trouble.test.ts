import { expect, test } from "vitest"
import { backFor, type CallSigns, type Trouble, troubleNow } from "@/lib/audio/trouble"

const well: CallSigns = { online: true, connection: "up", serverDown: false, hearings: ["arriving", "muted"] }

function story(steps: [number, Partial<CallSigns>][]): Trouble | null {
  let trouble: Trouble | null = null
  for (const [at, signs] of steps) trouble = troubleNow(trouble, { ...well, ...signs }, at)
  return trouble
}

test("a healthy call, or one without anyone to hear, says nothing", () => {
  expect(
    story([
      [0, {}],
      [1000, {}],
    ]),
  ).toBeNull()
  expect(
    story([
      [0, { hearings: [] }],
      [1000, { hearings: ["muted"] }],
    ]),
  ).toBeNull()
})

test("lost signalling while packets arrive is small and passes without a word", () => {
  expect(story([[0, { connection: "signal" }]])).toEqual({ kind: "signal", since: 0 })
  expect(
    story([
      [0, { connection: "signal" }],
      [1000, {}],
    ]),
  ).toBeNull()
})

test("lost signalling without packets is silence", () => {
  expect(story([[0, { connection: "signal", hearings: ["stopped"] }]])).toMatchObject({ kind: "silent" })
})

test("one silent person of two is no silence of the call", () => {
  expect(story([[0, { hearings: ["stopped", "arriving"] }]])).toBeNull()
})

test("the SDK's 'connected' does not end a silence: packets do", () => {
  const silence: [number, Partial<CallSigns>][] = [
    [0, { connection: "media", hearings: ["stopped"] }],
    [5000, { hearings: ["waiting"] }],
  ]
  expect(story(silence)).toEqual({ kind: "reconnecting", since: 0 })
  expect(story([...silence, [6000, {}]])).toEqual({ kind: "back", since: 6000 })
  expect(story([...silence, [6000, {}], [6000 + backFor, {}]])).toBeNull()
})

test("offline, reconnecting and silent in a row are one silence with one clock", () => {
  const end = story([
    [1000, { online: false, hearings: ["stopped"] }],
    [5000, { connection: "media", hearings: ["stopped"] }],
    [9000, { hearings: ["stopped"] }],
  ])
  expect(end).toEqual({ kind: "silent", since: 1000 })
})

test("while somebody is heard nothing is loud, whatever browser and SDK say", () => {
  expect(story([[0, { online: false }]])).toMatchObject({ kind: "signal" })
  expect(story([[0, { connection: "media" }]])).toMatchObject({ kind: "signal" })
  expect(story([[0, { connection: "media", hearings: [] }]])).toMatchObject({ kind: "reconnecting" })
})

test("a sound server that is restarting is told as such, and only while sound is gone", () => {
  const down = { serverDown: true, hearings: ["stopped"] } as const
  expect(story([[0, { ...down, hearings: ["stopped"], connection: "media" }]])).toMatchObject({ kind: "restarting" })
  expect(story([[0, { ...down, hearings: ["stopped"] }]])).toMatchObject({ kind: "restarting" })
  expect(story([[0, { serverDown: true }]])).toBeNull()
})
