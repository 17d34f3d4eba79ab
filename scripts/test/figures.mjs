import { existsSync, readFileSync } from "node:fs"

/**
 * What an end-to-end run showed, read from what it printed: tests print lines "FIGURE <proof> | <name> | <value>", and
 * Playwright's list names each test after what it has printed (one worker, so nothing comes in between).
 * @param {string} output
 * @returns {{ figures: Figure[], tests: { project: string, file: string, title: string, outcome: Outcome }[] }}
 * @typedef {"passed" | "failed" | "skipped"} Outcome
 * @typedef {{ proof: string, name: string, value: unknown, project: string | null, outcome: Outcome | null }} Figure
 *   value: parsed where it is JSON, else text. project and outcome are of the test that printed it.
 */
export function readFigures(output) {
  const figures = []
  const tests = []
  let waiting = []
  for (const raw of output.split("\n")) {
    const line = raw.replaceAll(colours, "").trim()
    const figure = figureIn(line)
    if (figure) {
      waiting.push(figure)
      figures.push(figure)
      continue
    }
    const test = testIn(line)
    if (!test) continue
    for (const one of waiting) Object.assign(one, { project: test.project, outcome: test.outcome })
    waiting = []
    tests.push(test)
  }
  return { figures, tests }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours begin with.
const colours = /\u001b\[[0-9;]*[A-Za-z]/g
const figureLine = /^FIGURE (\S+) \| (.+?) \| (.*)$/
// "✓  12 [chromium] › tests/e2e/sound.spec.ts:13:3 › title @mixed (17.5s)"; "ok" and "x" on a terminal without Unicode.
const testLine = /^(✓|✘|-|ok|x)\s+\d+ \[(\w+)\] › (\S+?):\d+:\d+ › (.+?)(?: \([\d.]+m?s?\))?$/
const outcomes = { "✓": "passed", ok: "passed", "✘": "failed", x: "failed", "-": "skipped" }

function figureIn(line) {
  const [, proof, name, text] = figureLine.exec(line) ?? []
  return proof ? { proof, name, value: dataIn(text), project: null, outcome: null } : null
}

function dataIn(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function testIn(line) {
  const [, mark, project, file, title] = testLine.exec(line) ?? []
  if (!mark) return null
  return { project, file, title: title.replaceAll(/ @\w+/g, ""), outcome: outcomes[mark] }
}

/**
 * Vitest's JSON report by file.
 * @param {string} path of the report
 * @returns {Map<string, { passed: number, failed: number, skipped: number }>} by the file's name without folder and
 *   ".test.ts"; empty without a report
 */
export function testsByFile(path) {
  const report = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : { testResults: [] }
  return new Map(
    report.testResults.map(({ name, assertionResults }) => {
      const count = (...wanted) => assertionResults.filter(({ status }) => wanted.includes(status)).length
      const passed = count("passed")
      const failed = count("failed")
      return [
        name
          .split("/")
          .at(-1)
          .replace(/\.test\.\w+$/, ""),
        { passed, failed, skipped: assertionResults.length - passed - failed },
      ]
    }),
  )
}
