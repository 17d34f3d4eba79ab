import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { rowsMeasured, writeFaults } from "./fault-table.mjs"
import { readFigures, testsByFile } from "./figures.mjs"
import { soundPage } from "./sound-page.mjs"
import { versionsOf } from "./versions.mjs"

/**
 * Writes docs/sound.md from a whole run that passed. Half a run only brings the faults it measured up to date, whose rows say
 * of when they are; the rest of the page would say less than it seems to. One with failures leaves the page as it is.
 * @param {object} options
 * @param {string} options.root of the project
 * @param {string} options.dir where the parts' reports are
 * @param {{ env: (needs: string[]) => Promise<Record<string, string>> }} options.ground
 * @param {Record<string, string | undefined>} options.output by part
 * @param {{ failed: number }} options.sum
 * @returns {Promise<string>} a line for people
 */
export async function writeSoundPage({ root, dir, ground, output, sum, grep, full }) {
  const why = reasonAgainst({ output, sum, grep })
  if (why) {
    const told = `docs/sound.md is left as it was: ${why}`
    if (sum.failed > 0) return told
    const run = readFigures(output.e2e ?? "")
    return `${told}. Of its faults: ${writeFaults({ root, run, date: new Date(), place: "here", whole: false })}`
  }
  const path = join(root, "docs", "sound.md")
  // What tests/lab measured stands until it measures again: each row says its date.
  const labRows = existsSync(path) ? rowsMeasured(readFileSync(path, "utf8"), "lab") : []
  const byFile = testsByFile(join(dir, "integration.json"))
  const run = { ...readFigures(`${output.pages}\n${output.e2e}`), byFile, labRows }
  const versions = await versionsOf(await ground.env(["browsers"]))
  const by = `\`npm test -- ${full ? "--full" : "--figures"}\``
  writeFileSync(path, soundPage(run, { date: new Date(), by, versions }))
  return "docs/sound.md is written from this run"
}

function reasonAgainst({ output, sum, grep }) {
  if (sum.failed > 0) return `${sum.failed} failed`
  if (grep) return "only some tests ran"
  const missing = ["integration", "pages", "e2e"].filter((name) => output[name] === undefined)
  return missing.length > 0 ? `${missing.join(" and ")} did not run` : null
}
