// The faults in the call, measured here on one machine and in tests/lab through a network of its own: one table, and each
// row says when and where it comes from.
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { rowsIn, withRows } from "./markdown-table.mjs"

export const places = { here: "one machine", lab: "network lab" }

const head = [
  "Fault",
  "Who hears whom",
  "Silence of each run",
  "Median",
  "Longest",
  "Budget",
  "The page says",
  "Measured",
]
const [faultAt, whoAt, madeAt] = [0, 1, head.length - 1]

/** In the order of the table; limits in milliseconds, from docs/architecture.md's promise of a call that holds. */
const kinds = [
  { named: /^network becomes|^network gives/, limit: 5000 },
  { named: /^network blocks UDP/, limit: 5000 },
  { named: /^offline for 3 s/ },
  { named: /^offline for 15 s/, limit: 3000 },
  { named: /^offline/ },
  { named: /^asleep/, limit: 3000 },
  { named: /^signalling/ },
  { named: /^media path/ },
  { named: /^one microphone/ },
  { named: /^livekit-server/, limit: 10_000 },
  { named: /^(app|database|edge) (down|killed|paused|restarted)(?!,)/, limit: 0 },
  { named: /^edge/ },
  { named: /^tab/ },
  { named: /unplugged/ },
]
/** A gap that this machine makes by itself when it is busy. */
const noise = 300

/**
 * @param {{ figures: import("./figures.mjs").Figure[] }} run
 * @param {{ date: Date, place: keyof typeof places }} made
 * @returns {string[][]} a row for each direction of each fault
 */
export function faultRows({ figures }, { date, place }) {
  const made = `${date.toISOString().slice(0, 10)}, ${places[place]}`
  return figures
    .filter(({ proof }) => proof === "fault")
    .flatMap(({ name, value }) => value.map((direction) => rowOf(name, direction, made)))
}

function rowOf(fault, { listener, in: browser, speaker, of, silence, told }, made) {
  const sorted = silence.toSorted((a, b) => a - b)
  return [
    fault,
    `${listener} (${titled(browser)}) hears ${speaker} (${titled(of)})`,
    silence.map(inSeconds).join(", "),
    inSeconds(sorted[Math.floor(sorted.length / 2)]),
    inSeconds(sorted.at(-1)),
    verdict(fault, sorted.at(-1)),
    told.length > 0 ? told.join(" → ") : "*nothing*",
    made,
  ]
}

function verdict(fault, longest) {
  const { limit } = kindOf(fault) ?? {}
  if (limit === undefined) return "–"
  const words = limit === 0 ? "none" : `${limit / 1000} s`
  return longest <= Math.max(limit, noise) ? `${words}: kept` : `${words}: **not kept**`
}

/**
 * @param {string[][]} rows
 * @returns {{ head: string[], rows: string[][] }}
 */
export function faultTable(rows) {
  const rank = ([fault]) => (kindOf(fault) ? kinds.indexOf(kindOf(fault)) : kinds.length)
  const compare = (a, b) => rank(a) - rank(b) || a[faultAt].localeCompare(b[faultAt], "en", { numeric: true })
  return { head, rows: rows.toSorted(compare) }
}

/**
 * @param {string} page
 * @param {keyof typeof places} place
 * @returns {string[][]} what was measured there
 */
export const rowsMeasured = (page, place) => rowsIn(page, head).filter((row) => isFrom(row, place))

/**
 * Puts the faults of a run into docs/sound.md.
 * @param {object} options
 * @param {string} options.root of the project
 * @param {{ figures: import("./figures.mjs").Figure[] }} options.run
 * @param {Date} options.date
 * @param {keyof typeof places} options.place
 * @param {boolean} options.whole nothing else of that place stays; otherwise only what this run measured anew is replaced
 * @returns {string} a line for people
 */
export function writeFaults({ root, run, date, place, whole }) {
  const path = join(root, "docs", "sound.md")
  const page = existsSync(path) ? readFileSync(path, "utf8") : ""
  const fresh = faultRows(run, { date, place })
  if (fresh.length === 0) return "docs/sound.md is left as it was: no fault was measured"
  const again = (row) =>
    isFrom(row, place) && (whole || fresh.some((one) => [faultAt, whoAt].every((at) => one[at] === row[at])))
  const kept = rowsIn(page, head).filter((row) => !again(row))
  const written = withRows(page, head, faultTable([...kept, ...fresh]).rows)
  if (written === null) return "docs/sound.md is left as it was: it has no table of faults yet"
  writeFileSync(path, written)
  return "docs/sound.md has this run's faults"
}

const isFrom = (row, place) => row[madeAt]?.endsWith(`, ${places[place]}`) ?? false
const kindOf = (fault) => kinds.find(({ named }) => named.test(fault))
const titled = (browser) => browser[0].toUpperCase() + browser.slice(1)
const inSeconds = (ms) => `${(ms / 1000).toFixed(1)} s`
