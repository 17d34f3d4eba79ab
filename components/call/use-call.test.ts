import { describe, expect, test } from "vitest"
import { type CallSnapshot, firstSnapshot } from "@/lib/audio/call-snapshot"
import { bannerOf, microphoneState } from "./use-call"

type Why = Extract<CallSnapshot["microphone"], { at: "none" }>["why"]

const arriving = { muted: false, track: null, microphoneId: "", without: null, slug: "", name: "Anna", speakerId: "" }
const calm: CallSnapshot = firstSnapshot(arriving, { at: "on" }, 0)
const without = (why: Why): CallSnapshot => ({ ...calm, microphone: { at: "none", why } })

describe("the line about a missing microphone", () => {
  // What each says is in `call.banner` and `call.microphone`; a key that is missing there is no type.
  test.each(["denied", "dismissed", "system", "forbidden", "missing", "busy", "insecure", "unsupported"] as const)(
    "%s is told as what it is",
    (why) => {
      expect(bannerOf(without(why), 0)).toEqual({ kind: "microphone", why })
      expect(microphoneState(without(why))).toEqual({ at: "none", why })
    },
  )

  test("one that is gone has a line of its own, and the help of a missing one", () => {
    expect(bannerOf(without("lost"), 0)).toEqual({ kind: "microphone", why: "lost" })
    expect(microphoneState(without("lost"))).toEqual({ at: "none", why: "missing" })
  })

  test("whoever came to listen is told nothing", () => {
    expect(bannerOf(without("listening"), 0)).toBeNull()
  })
})

test("a microphone that does not start is told, unless the call itself hurts", () => {
  const note = { kind: "refused", at: 0, wanted: "Headset", inUse: "Built-in", isNew: true } as const
  expect(bannerOf({ ...calm, note }, 0)).toEqual(note)
  expect(bannerOf({ ...calm, note, trouble: { kind: "offline", since: 0 } }, 0)?.kind).toBe("offline")
})
