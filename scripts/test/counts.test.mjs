import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import {
  failuresInWords,
  lastLineCounts,
  playwrightCounts,
  playwrightFailures,
  verdict,
  vitestCounts,
  vitestFailures,
} from "./counts.mjs"

const report = (value) => {
  const file = join(mkdtempSync(join(tmpdir(), "earshot-counts-")), "report.json")
  writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value))
  return file
}

test("a file that could not be loaded is a failure although no test of it failed", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "passed", assertionResults: [{}] },
  ]
  const file = report({ numPassedTests: 1, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1, testResults })
  expect(vitestCounts(file)).toEqual({ passed: 1, failed: 1, skipped: 3 })
})

test("a flaky test has failed", () => {
  const file = report({ stats: { expected: 3, unexpected: 1, flaky: 2, skipped: 1 }, errors: [] })
  expect(playwrightCounts(file)).toEqual({ passed: 3, failed: 3, skipped: 1 })
})

test("an error outside the tests is a failure", () => {
  const file = report({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] })
  expect(playwrightCounts(file)).toMatchObject({ failed: 1 })
})

test("no report, half a report: nothing ran, which is a failure", () => {
  expect(vitestCounts("/nowhere")).toBeNull()
  expect(playwrightCounts(report("{"))).toBeNull()
  expect(verdict(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test("a runner of ours is taken at its last line, and without one nothing ran", () => {
  expect(lastLineCounts("lab: 1 passed\n12 passed, 3 failed\n")).toEqual({ passed: 12, failed: 3, skipped: 0 })
  expect(lastLineCounts("12 passed, 0 failed\nstopped")).toBeNull()
})

test.each([
  ["all passed, but the tool ended badly", { passed: 3, failed: 0, skipped: 0 }, 124, 1],
  ["no test ran", { passed: 0, failed: 0, skipped: 4 }, 0, 1],
  ["all passed", { passed: 3, failed: 0, skipped: 1 }, 0, 0],
  ["some failed", { passed: 3, failed: 2, skipped: 0 }, 1, 2],
])("%s", (_, counts, code, failed) => {
  expect(verdict(counts, code)).toEqual({ ...counts, failed })
})

test("what failed is told once more in words, wherever it lies in the report", () => {
  const assertionResults = [
    { status: "passed", fullName: "one" },
    { status: "failed", fullName: "group two", failureMessages: ["\u001b[31mexpected 1\u001b[39m\n at x"] },
  ]
  const vitest = report({
    testResults: [
      { name: "/a/b.test.ts", status: "failed", message: "", assertionResults },
      { name: "/a/c.test.ts", status: "failed", message: "no such module", assertionResults: [] },
    ],
  })
  expect(failuresInWords(vitestFailures(vitest))).toEqual([
    "failed: b.test.ts › group two",
    "failed:   expected 1",
    "failed:    at x",
    "failed: /a/c.test.ts",
    "failed:   no such module",
  ])
  const ended = (status, message) => ({
    status,
    projectName: "chromium",
    results: [{ errors: message ? [{ message }] : [] }],
  })
  const inner = { specs: [{ file: "s.spec.ts", title: "three", tests: [ended("unexpected", "timed out")] }] }
  const outer = { specs: [{ file: "s.spec.ts", title: "four", tests: [ended("expected")] }], suites: [inner] }
  const playwright = report({ suites: [outer], errors: [{ message: "no browser" }] })
  expect(playwrightFailures(playwright)).toEqual([
    { title: "s.spec.ts › three [chromium]", why: "timed out" },
    { title: "outside the tests", why: "no browser" },
  ])
  expect(playwrightFailures("/nowhere")).toEqual([])
})
