import { expect, test } from "vitest"
import { chirp, wav } from "./tones"

test("the test sound starts and ends softly and never clips", () => {
  const samples = chirp()
  expect(samples[0]).toBe(0)
  expect(Math.abs(samples[samples.length - 1] ?? 1)).toBeLessThan(0.02)
  expect(Math.max(...samples)).toBeLessThan(0.5)
  expect(Math.max(...samples)).toBeGreaterThan(0.2)
})

test("a WAV says its own length and keeps the samples", () => {
  const bytes = new DataView(wav(new Float32Array([0, 1, -1, 2]), 8000))
  expect(bytes.byteLength).toBe(44 + 8)
  expect(bytes.getUint32(4, true)).toBe(bytes.byteLength - 8)
  expect(bytes.getUint32(24, true)).toBe(8000)
  expect(bytes.getUint32(40, true)).toBe(8)
  expect([0, 1, 2, 3].map((at) => bytes.getInt16(44 + at * 2, true))).toEqual([0, 32767, -32767, 32767])
})
