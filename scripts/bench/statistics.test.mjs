import { expect, test } from "vitest"
import { inTurn, median, quantile, ratioOf, seededRandom, slopeOf } from "./statistics.mjs"

test("a quantile lies between neighbours in proportion, whatever the order", () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(quantile([10, 20, 30, 40, 50], 0.25)).toBe(20)
  expect(quantile([10, 20], 0.99)).toBeCloseTo(19.9)
  expect(quantile([7], 0.99)).toBe(7)
  expect(() => quantile([], 0.5)).toThrow("No values")
})

test("the same seed gives the same numbers, evenly spread", () => {
  const draw = (seed) => {
    const random = seededRandom(seed)
    return Array.from({ length: 10_000 }, random)
  }
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
  expect(median(draw(1))).toBeCloseTo(0.5, 1)
  expect(Math.min(...draw(3))).toBeGreaterThanOrEqual(0)
  expect(Math.max(...draw(3))).toBeLessThan(1)
})

test("a ratio is the median of pairs: a disturbance that met both halves of one changes nothing", () => {
  const base = [100, 100, 100, 900, 100]
  const ours = [200, 200, 200, 1800, 200]
  expect(ratioOf(ours, base)).toEqual({ median: 2, low: 2, high: 2, pairs: 5 })
})

test("the interval holds the median, widens with the spread, and is the same at every run", () => {
  const random = seededRandom(7)
  const spread = (width) => Array.from({ length: 15 }, () => 0.5 + (random() - 0.5) * width)
  const base = Array(15).fill(1)
  const [narrow, wide] = [ratioOf(spread(0.1), base), ratioOf(spread(0.6), base)]
  for (const { median: middle, low, high } of [narrow, wide]) {
    expect(low).toBeLessThanOrEqual(middle)
    expect(high).toBeGreaterThanOrEqual(middle)
  }
  expect(wide.high - wide.low).toBeGreaterThan(narrow.high - narrow.low)
  const values = spread(0.3)
  expect(ratioOf(values, base)).toEqual(ratioOf(values, base))
})

test("values without a partner are refused", () => {
  expect(() => ratioOf([1, 2], [1])).toThrow("2 values against 1")
})

const delays = [0, 50, 100, 200]

test("the slope of times over delays counts round trips, wherever the line begins", () => {
  const steps = delays.map((at) => ({ at, values: [250 + 5 * at, 250 + 5 * at] }))
  expect(slopeOf(steps)).toEqual({ slope: 5, start: 250, low: 5, high: 5, runs: 8 })
})

test("one run that was disturbed moves the slope little", () => {
  const random = seededRandom(3)
  const steps = delays.map((at) => ({ at, values: Array.from({ length: 10 }, () => 200 + 3 * at + random() * 40) }))
  steps[3].values[0] += 5000
  const { slope, low, high } = slopeOf(steps)
  expect(slope).toBeGreaterThan(2.9)
  expect(slope).toBeLessThan(3.1)
  expect(low).toBeLessThanOrEqual(slope)
  expect(high).toBeGreaterThanOrEqual(slope)
  expect(high - low).toBeLessThan(0.6)
  expect(slopeOf(steps)).toEqual({ slope, low, high, start: expect.any(Number), runs: 40 })
})

test("the slope's interval widens with the spread", () => {
  const random = seededRandom(11)
  const wide = (spread) =>
    slopeOf(delays.map((at) => ({ at, values: Array.from({ length: 8 }, () => 4 * at + random() * spread) })))
  const [narrow, broad] = [wide(10), wide(200)]
  expect(broad.high - broad.low).toBeGreaterThan(narrow.high - narrow.low)
})

test("one step makes no line", () => {
  expect(() => slopeOf([{ at: 50, values: [1, 2] }])).toThrow("two steps")
})

test("both sides run in turn, and who begins changes", async () => {
  const order = []
  const note = (name) => async () => order.push(name)
  const { ours, base } = await inTurn(3, note("a"), note("b"))
  expect(order.join("")).toBe("abbaab")
  expect([ours.length, base.length]).toEqual([3, 3])
})
