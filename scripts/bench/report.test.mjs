import { expect, test } from "vitest"
import { amount, report } from "./report.mjs"

const bench = { name: "door", title: "Door" }
const measure = { name: "rate", unit: "/s", ours: [30, 30, 30], base: [100, 100, 100] }

test("a line has both medians, the ratio, its interval, and whether the budget is kept", () => {
  const { lines, data } = report(bench, {
    measures: [{ ...measure, budget: "at least 0.5", within: (ratio) => ratio.median >= 0.5 }],
    notes: ["quiet"],
  })
  expect(lines).toEqual([
    "Door",
    "  rate: 30.0 /s against 100 /s; ratio 0.300 [0.300, 0.300], 3 pairs; at least 0.5: NOT kept",
    "    quiet",
  ])
  expect(data.measures[0].ratio).toMatchObject({ median: 0.3, pairs: 3 })
})

test("a budget may be one of our own value", () => {
  const { lines } = report(bench, { measures: [{ ...measure, budget: "30", aim: (value) => value <= 30 }], notes: [] })
  expect(lines[1]).toMatch(/; 30: kept$/)
})

test.each([
  [0, "0"],
  [0.01234, "0.0123"],
  [0.5, "0.500"],
  [12.345, "12.3"],
  [1234.5, "1235"],
])("%d is written %s", (value, words) => {
  expect(amount(value)).toBe(words)
})
