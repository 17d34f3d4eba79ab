import { expect, test } from "vitest"
import { doorPatience, pauseAfter } from "@/lib/audio/call-entrance"

test("tries come fast at first and stay below the door's 40 a minute", () => {
  let at = 0
  let firstTen = 0
  let tries = 0
  while (at < 60_000) {
    at += pauseAfter(at, 0, 0.5)
    tries += 1
    if (at < 8000) firstTen += 1
  }
  expect(firstTen).toBeGreaterThan(10)
  expect(tries).toBeLessThan(55)
  let later = 0
  for (at = 60_000; at < 120_000; at += pauseAfter(at, 0, 0.5)) later += 1
  expect(later).toBeLessThan(20)
})

test("a try that hung is followed at once by the next, and still fewer than 40 come in a minute", () => {
  const hung = doorPatience(0)
  expect(pauseAfter(30_000, hung, 0.5)).toBe(pauseAfter(0, 0, 0.5))
  expect(60_000 / (hung + pauseAfter(30_000, hung, 0))).toBeLessThan(25)
})

test("people of one call do not ask at the same moment", () => {
  expect(pauseAfter(0, 0, 1)).toBe(2 * pauseAfter(0, 0, 0))
})

test("most tries are given up soon, some wait for a slow line", () => {
  expect([0, 1, 2, 3, 4].map(doorPatience)).toEqual([2500, 2500, 2500, 8000, 2500])
})
