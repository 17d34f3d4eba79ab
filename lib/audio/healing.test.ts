import { expect, test } from "vitest"
import { healingOf } from "./healing"

test("an ended microphone is opened anew, whoever came to listen is left in peace", () => {
  expect(healingOf({ track: { readyState: "ended", muted: false }, interrupted: false })).toBe("reopen")
  expect(healingOf({ track: null, interrupted: false })).toBe("none")
})

test("an interrupted one gets time to come back by itself", () => {
  expect(healingOf({ track: { readyState: "live", muted: true }, interrupted: true })).toBe("wait")
  expect(healingOf({ track: { readyState: "live", muted: false }, interrupted: true })).toBe("none")
})

test("one that was muted by a key while the page was seen is the person's own wish", () => {
  expect(healingOf({ track: { readyState: "live", muted: true }, interrupted: false })).toBe("none")
})
