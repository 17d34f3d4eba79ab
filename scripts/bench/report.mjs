import { median, ratioOf, slopeOf } from "./statistics.mjs"

/**
 * What one measurement found: lines for people, rows for docs/performance.md, and data.
 * @param {{ name: string, title: string }} bench
 * @param {{ measures: object[], slopes?: object[], notes: string[] }} found a measure: name, unit, ours, base; with a
 *   budget, `within` looks at the ratio, `aim` at our median. A slope: name, unit, steps of { at, ours, base }; `within`
 *   looks at our line
 * @returns {{ lines: string[], rows: string[], data: object }}
 */
export function report({ name, title }, { measures, slopes = [], notes }) {
  const lined = slopes.map(withLines)
  const told = measures.map((measure) => ({ ...measure, ratio: ratioOf(measure.ours, measure.base) }))
  return {
    lines: [title, ...lined.map(slopeLine), ...told.map(lineOf), ...notes.map((note) => `    ${note}`)],
    rows: [...lined.map((slope) => slopeRow(name, slope)), ...told.map((measure) => rowOf(name, measure))],
    data: {
      name,
      title,
      slopes: lined.map(({ name: what, unit, steps, ours, base, budget }) => ({
        name: what,
        unit,
        steps,
        ours,
        base,
        budget,
      })),
      measures: told.map(({ name: what, unit, ours, base, ratio, budget }) => ({
        name: what,
        unit,
        ours,
        base,
        ratio,
        budget,
      })),
      notes,
    },
  }
}

function withLines(slope) {
  const through = (who) => slopeOf(slope.steps.map((step) => ({ at: step.at, values: step[who] })))
  return { ...slope, ours: through("ours"), base: through("base") }
}

function lineOf(measure) {
  const { name, unit, ours, base, ratio } = measure
  const values = `${amount(median(ours))} ${unit} against ${amount(median(base))} ${unit}`
  const verdict = verdictOf(measure)
  return `  ${name}: ${values}; ratio ${spanOf(ratio)}, ${ratio.pairs} pairs${verdict ? `; ${verdict.line}` : ""}`
}

function slopeLine(slope) {
  const { name, unit, ours, base } = slope
  const verdict = verdictOf(slope)
  const values = `${lineSpan(ours)} against ${lineSpan(base)} ${unit}, ${ours.runs} runs of each`
  return `  ${name}: ${values}${verdict ? `; ${verdict.line}` : ""}`
}

function rowOf(bench, measure) {
  const { name, unit, ours, base, ratio } = measure
  const cells = [`${amount(median(ours))} ${unit}`, `${amount(median(base))} ${unit}`, spanOf(ratio)]
  return row([`**${bench}**: ${name}`, ...cells, verdictOf(measure)?.row ?? ""])
}

function slopeRow(bench, slope) {
  const { name, unit, ours, base } = slope
  const cells = [`${lineSpan(ours)} ${unit}`, `${lineSpan(base)} ${unit}`, amount(ours.slope / base.slope)]
  return row([`**${bench}**: ${name}`, ...cells, verdictOf(slope)?.row ?? ""])
}

const row = (cells) => `| ${cells.join(" | ")} |`.replace(/ {2,}/g, " ")
const spanOf = (ratio) => `${amount(ratio.median)} [${amount(ratio.low)}, ${amount(ratio.high)}]`
const lineSpan = (line) => `${amount(line.slope)} [${amount(line.low)}, ${amount(line.high)}]`

function verdictOf({ budget, within, aim, ours, ratio }) {
  if (!budget) return undefined
  const kept = within?.(ratio ?? ours) ?? aim?.(median(ours))
  return { line: `${budget}: ${kept ? "kept" : "NOT kept"}`, row: `${budget}: ${kept ? "kept" : "**not kept**"}` }
}

/** Three digits that mean something. */
export function amount(value) {
  if (value === 0) return "0"
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toFixed(Math.min(digits, 4))
}
