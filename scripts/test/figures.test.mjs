import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { readFigures, testsByFile } from "./figures.mjs"

const output = `
Running 3 tests using 1 worker

FIGURE 4 | TURN off, relay forced: told after | 10853 ms
  ✓   1 [chromium] › tests/e2e/controls.spec.ts:6:1 › without TURN: told (13.5s)
FIGURE 1 | Boris -> Anna | {"hz":662,"packetsPerSecond":50}
FIGURE 1 | Anna's path | [{"type":"host"}]
  \u001b[31m✘\u001b[39m   2 [firefox] › tests/e2e/sound.spec.ts:13:3 › three people › direct @mixed (1.2m)
  -   3 [chromium] › tests/e2e/access.spec.ts:20:7 › every screen, en › lobby @chromium
FIGURE budget | bytes | 199859
`

test("a figure belongs to the test named after it, and is text or data", () => {
  const { figures } = readFigures(output)
  expect(figures).toEqual([
    {
      proof: "4",
      name: "TURN off, relay forced: told after",
      value: "10853 ms",
      project: "chromium",
      outcome: "passed",
    },
    {
      proof: "1",
      name: "Boris -> Anna",
      value: { hz: 662, packetsPerSecond: 50 },
      project: "firefox",
      outcome: "failed",
    },
    { proof: "1", name: "Anna's path", value: [{ type: "host" }], project: "firefox", outcome: "failed" },
    { proof: "budget", name: "bytes", value: 199859, project: null, outcome: null },
  ])
})

test("tests come with browser, file, title without tags, and how they ended", () => {
  expect(readFigures(output).tests).toEqual([
    { project: "chromium", file: "tests/e2e/controls.spec.ts", title: "without TURN: told", outcome: "passed" },
    { project: "firefox", file: "tests/e2e/sound.spec.ts", title: "three people › direct", outcome: "failed" },
    { project: "chromium", file: "tests/e2e/access.spec.ts", title: "every screen, en › lobby", outcome: "skipped" },
  ])
})

test("what is no figure and no test is passed over", () => {
  expect(readFigures("FIGURE 1 | half\n  12 passed (3.0m)\nFIGURES | a | b\n")).toEqual({ figures: [], tests: [] })
})

test("tests are counted by file, whatever folder they lie in", () => {
  const file = join(mkdtempSync(join(tmpdir(), "earshot-figures-")), "report.json")
  const statuses = ["passed", "passed", "failed", "pending"]
  const assertionResults = statuses.map((status) => ({ status }))
  writeFileSync(
    file,
    JSON.stringify({ testResults: [{ name: "/a/tests/integration/gate.test.ts", assertionResults }] }),
  )
  expect(testsByFile(file)).toEqual(new Map([["gate", { passed: 2, failed: 1, skipped: 1 }]]))
  expect(testsByFile("/nowhere").size).toBe(0)
})
