import { expect, test } from "vitest"
import { backFor, type CallSigns, isStuck, stuckAfter, type Trouble, troubleNow } from "@/lib/audio/trouble"

const well: CallSigns = { online: true, connection: "up", hearings: ["arriving", "muted"] }

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
    [0, { connection: "media" }],
    [5000, { hearings: ["waiting"] }],
  ]
  expect(story(silence)).toEqual({ kind: "reconnecting", since: 0 })
  expect(story([...silence, [6000, {}]])).toEqual({ kind: "back", since: 6000 })
  expect(story([...silence, [6000, {}], [6000 + backFor, {}]])).toBeNull()
})

test("offline, reconnecting and silent in a row are one silence with one clock", () => {
  const end = story([
    [1000, { online: false }],
    [5000, { connection: "media" }],
    [9000, { hearings: ["stopped"] }],
  ])
  expect(end).toEqual({ kind: "silent", since: 1000 })
})

test("a mending that goes on for more than eight seconds of silence is stuck; one with sound never is", () => {
  for (const kind of ["reconnecting", "silent"] as const) {
    expect(isStuck({ kind, since: 0 }, stuckAfter)).toBe(false)
    expect(isStuck({ kind, since: 0 }, stuckAfter + 1)).toBe(true)
  }
  expect(isStuck({ kind: "signal", since: 0 }, 10 * stuckAfter)).toBe(false)
  expect(isStuck({ kind: "offline", since: 0 }, 10 * stuckAfter)).toBe(false)
  expect(isStuck(null, stuckAfter)).toBe(false)
})
