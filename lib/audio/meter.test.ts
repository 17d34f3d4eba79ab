import { describe, expect, test } from "vitest"
import { barCount, barsFor, type Ear, listen, loudness, newEar, peakLevel } from "./meter"

const hear = (ear: Ear, rms: number, times: number) => {
  let heard = ear
  for (let at = 0; at < times; at++) heard = listen(heard, rms, 100)
  return heard
}

describe("what a microphone is called", () => {
  test("a dead microphone is silent after five seconds, not before", () => {
    expect(hear(newEar, 2.8e-5, 49).verdict).toBe("listening")
    expect(hear(newEar, 2.8e-5, 50).verdict).toBe("silent")
  })

  test("a quiet room is neither silent nor proof", () => {
    expect(hear(newEar, 1.2e-4, 300).verdict).toBe("listening")
  })

  test("a gated quiet room is not silent when one interval in three is above the line", () => {
    let ear = newEar
    for (let at = 0; at < 100; at++) ear = listen(hear(ear, 1e-5, 2), 1.2e-4, 100)
    expect(ear.verdict).toBe("listening")
  })

  test("a voice says that it works, and a pause afterwards does not take it back", () => {
    const ear = hear(newEar, 0.05, 2)
    expect(ear.verdict).toBe("works")
    expect(hear(ear, 0, 200).verdict).toBe("works")
  })

  test("one click is no voice", () => {
    expect(listen(newEar, 0.3, 100).verdict).toBe("listening")
  })

  test("a silent microphone that comes alive works", () => {
    const silent = hear(newEar, 0, 60)
    expect(hear(silent, 1.2e-4, 3).verdict).toBe("silent")
    expect(hear(silent, 0.02, 2).verdict).toBe("works")
  })
})

describe("level", () => {
  test("is the root mean square of the loudest block", () => {
    expect(peakLevel(new Float32Array(4096))).toBe(0)
    expect(peakLevel(new Float32Array(4096).fill(0.5))).toBeCloseTo(0.5)
    const word = new Float32Array(8192)
    word.fill(0.2, 2048, 3072)
    expect(peakLevel(word)).toBeCloseTo(0.2)
  })

  test("lights no bar for a quiet room, all for the loudest, and never falls as it grows", () => {
    expect(barsFor(0)).toBe(0)
    expect(barsFor(1.5e-3)).toBe(0)
    expect(barsFor(1)).toBe(barCount)
    let before = 0
    for (let rms = 1e-3; rms < 1; rms *= 1.2) {
      expect(barsFor(rms)).toBeGreaterThanOrEqual(before)
      before = barsFor(rms)
    }
  })

  test("has a word", () => {
    expect([0, 3, 12, 24].map(loudness)).toEqual(["silence", "quiet", "good", "loud"])
  })
})
