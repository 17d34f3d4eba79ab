import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { faultRows, faultTable, rowsMeasured, writeFaults } from "./fault-table.mjs"
import { markdownTable } from "./markdown-table.mjs"

const figure = (name, silence, more = {}) => ({
  proof: "fault",
  name,
  value: [{ listener: "Anna", in: "firefox", speaker: "Lena", of: "chromium", silence, told: [], ...more }],
})
const day = (date) => new Date(`2026-03-0${date}T12:00:00Z`)
const told = ["You are offline. | Nobody hears you.", "The sound is back."]

test("a direction is a row: every run, median, longest, what was told, when and where", () => {
  const rows = faultRows(
    { figures: [figure("network blocks UDP", [2100, 5200, 1900], { told })] },
    { date: day(1), place: "lab" },
  )
  expect(rows).toEqual([
    [
      "network blocks UDP",
      "Anna (Firefox) hears Lena (Chromium)",
      "2.1 s, 5.2 s, 1.9 s",
      "2.1 s",
      "5.2 s",
      "5 s: **not kept**",
      "You are offline. | Nobody hears you. → The sound is back.",
      "2026-03-01, network lab",
    ],
  ])
})

test("what must not be heard at all may be a busy machine's gap, and no more", () => {
  const budget = (name, silence) =>
    faultRows({ figures: [figure(name, silence)] }, { date: day(1), place: "here" })[0][5]
  expect(budget("app down for 20 s", [0])).toBe("none: kept")
  expect(budget("database killed", [206])).toBe("none: kept")
  expect(budget("database down for 120 s", [0, 400])).toBe("none: **not kept**")
  expect(budget("edge killed, everybody on its relay", [1600])).toBe("–")
  expect(budget("something new", [1600])).toBe("–")
})

test("the lab replaces what it has measured anew, a whole run of it everything of the lab's", () => {
  const root = mkdtempSync(join(tmpdir(), "earshot-faults-"))
  const path = join(root, "docs", "sound.md")
  mkdirSync(join(root, "docs"))
  const before = [
    ...faultRows({ figures: [figure("tab reloaded", [900])] }, { date: day(1), place: "here" }),
    ...faultRows(
      { figures: [figure("tab reloaded", [1000], { told }), figure("offline for 60 s, from its return", [3000])] },
      { date: day(1), place: "lab" },
    ),
  ]
  writeFileSync(path, `# Page\n\n${markdownTable(faultTable(before))}\n\n- after\n`)
  const dated = () => {
    const page = readFileSync(path, "utf8")
    expect(page).toMatch(/^# Page\n\n\|[\s\S]*\|\n\n- after\n$/)
    const found = ["here", "lab"].flatMap((place) => rowsMeasured(page, place))
    return found.map((row) => [row[0], row[2], row.at(-1)])
  }
  const again = { figures: [figure("tab reloaded", [1200])] }
  writeFaults({ root, run: again, date: day(2), place: "lab", whole: false })
  expect(dated()).toEqual([
    ["tab reloaded", "0.9 s", "2026-03-01, one machine"],
    ["offline for 60 s, from its return", "3.0 s", "2026-03-01, network lab"],
    ["tab reloaded", "1.2 s", "2026-03-02, network lab"],
  ])
  writeFaults({ root, run: again, date: day(3), place: "lab", whole: true })
  expect(dated()).toEqual([
    ["tab reloaded", "0.9 s", "2026-03-01, one machine"],
    ["tab reloaded", "1.2 s", "2026-03-03, network lab"],
  ])
})
