import { expect, test } from "vitest"
import { canBeRead, memoryOf, parseRollup, parseStat, processorSeconds, withDescendants } from "./processes.mjs"

test("a name with spaces and parentheses does not shift the fields", () => {
  const stat = "42 (a (b) c) S 7 42 42 0 -1 4194560 100 0 0 0 150 25 0 0 20 0 9 0 1000 1 2"
  expect(parseStat(stat)).toEqual({ parent: 7, ticks: 175 })
})

test("Pss is not one of its own parts", () => {
  const rollup = "00-ff ---p 00000000 00:00 0 [rollup]\nRss:    2048 kB\nPss:    1024 kB\nPss_Dirty:   9 kB\n"
  expect(parseRollup(rollup)).toEqual({ pss: 1024, rss: 2048 })
})

test.runIf(canBeRead)("a process that has ended is left out", () => {
  // Above the kernel's limit: nobody has this number.
  expect(processorSeconds([2 ** 30, process.pid]).size).toBe(1)
})

test.runIf(canBeRead)("this process has memory, has worked, and is its parent's descendant", () => {
  const { pss, rss } = memoryOf([process.pid])
  expect(pss).toBeGreaterThan(1)
  expect(rss).toBeGreaterThanOrEqual(pss)
  expect(processorSeconds([process.pid]).get(process.pid)).toBeGreaterThan(0)
  expect(withDescendants(process.ppid)).toContain(process.pid)
})
