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

test("a row fits the table of docs/performance.md", () => {
  const budget = { budget: "at least 0.5", within: (ratio) => ratio.median >= 0.5 }
  const { rows } = report(bench, { measures: [measure, { ...measure, ...budget }], notes: [] })
  expect(rows).toEqual([
    "| **door**: rate | 30.0 /s | 100 /s | 0.300 [0.300, 0.300] | |",
    "| **door**: rate | 30.0 /s | 100 /s | 0.300 [0.300, 0.300] | at least 0.5: **not kept** |",
  ])
})

test("a slope is told with both lines, and its budget looks at ours", () => {
  const step = (at) => ({ at, ours: [100 + 4 * at, 100 + 4 * at], base: [200 + 8 * at, 200 + 8 * at] })
  const slope = { name: "round trips", unit: "round trips", steps: [step(0), step(100)] }
  const { lines, rows, data } = report(bench, {
    slopes: [{ ...slope, budget: "5", within: ({ slope: trips }) => trips <= 5 }],
    measures: [],
    notes: [],
  })
  expect(lines[1]).toBe(
    "  round trips: 4.00 [4.00, 4.00] against 8.00 [8.00, 8.00] round trips, 4 runs of each; 5: kept",
  )
  expect(rows).toEqual([
    "| **door**: round trips | 4.00 [4.00, 4.00] round trips | 8.00 [8.00, 8.00] round trips | 0.500 | 5: kept |",
  ])
  expect(data.slopes[0].ours).toMatchObject({ slope: 4, start: 100 })
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
