import { existsSync, readFileSync } from "node:fs"
import { basename } from "node:path"
import { stripVTControlCharacters } from "node:util"

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {{ title: string, why: string }} Failure
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

/** What failed, and why, in Vitest's JSON report. @returns {Failure[]} */
export function vitestFailures(file) {
  return (readReport(file)?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((one) => one.status === "failed")
    if (status === "failed" && failed.length === 0) return [failure(name, message)]
    return failed.map(({ fullName, failureMessages }) => failure(`${basename(name)} › ${fullName}`, failureMessages[0]))
  })
}

/** What failed, and why, in Playwright's JSON report. @returns {Failure[]} */
export function playwrightFailures(file) {
  const report = readReport(file)
  if (!report) return []
  const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
  const tests = report.suites
    .flatMap(specsOf)
    .flatMap((spec) => spec.tests.map((test) => ({ ...test, title: `${spec.file} › ${spec.title}` })))
  const bad = tests.filter(({ status }) => status === "unexpected" || status === "flaky")
  return [
    ...bad.map(({ title, projectName, results }) =>
      failure(`${title} [${projectName}]`, results.flatMap(({ errors }) => errors)[0]?.message),
    ),
    ...report.errors.map(({ message }) => failure("outside the tests", message)),
  ]
}

function failure(title, why = "no reason given") {
  return { title, why: stripVTControlCharacters(why).trim() }
}

const linesTold = 14

/** For the end of a long output, where it is looked for. @param {Failure[]} failures */
export function failuresInWords(failures) {
  return failures.flatMap(({ title, why }) => [
    `failed: ${title}`,
    ...why
      .split("\n")
      .slice(0, linesTold)
      .map((line) => `failed:   ${line.slice(0, 300)}`),
  ])
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
