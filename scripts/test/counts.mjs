import { existsSync, readFileSync } from "node:fs"

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** Vitest's JSON report. A file that could not be loaded holds no test and still is a failure. */
export function vitestCounts(file) {
  const report = readReport(file)
  if (!report) return null
  const broken = report.testResults.filter((one) => one.status === "failed" && one.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Playwright's JSON report. There are no retries, and a flaky test would be a failed one. */
export function playwrightCounts(file) {
  const report = readReport(file)
  if (!report) return null
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped }
}

/** The last line of a runner of ours: "N passed, N failed", also with "N skipped". */
export function lastLineCounts(output) {
  const last = output.trimEnd().split("\n").at(-1) ?? ""
  const [, passed, failed, skipped = 0] = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(last) ?? []
  return passed === undefined ? null : { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) }
}

/**
 * What a part adds to the sum. A part without a report, without a test, or that ended badly although every test passed
 * (an error outside the tests, its time limit) is one failure more.
 * @param {Counts | null} counts
 * @param {number} code exit code of the tool
 * @returns {Counts}
 */
export function verdict(counts, code) {
  if (!counts) return { passed: 0, failed: 1, skipped: 0 }
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0)
  return silent ? { ...counts, failed: 1 } : counts
}

function readReport(file) {
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, "utf8"))
  } catch {
    return null
  }
}
