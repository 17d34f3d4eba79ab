import { expect, test } from "vitest"
import { levelStep } from "@/components/call/level-step"

test("silence, noise and nonsense are step 0", () => {
  for (const level of [0, 0.005, -1, Number.NaN]) expect(levelStep(level)).toBe(0)
})

test("louder is never a lower step, and five is the most", () => {
  const steps = Array.from({ length: 101 }, (_, percent) => levelStep(percent / 100))
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
  expect(steps.at(-1)).toBe(5)
})

test("speech moves the ring over several steps", () => {
  expect(levelStep(0.02)).toBeLessThan(levelStep(0.1))
  expect(levelStep(0.1)).toBeLessThan(levelStep(0.3))
})
