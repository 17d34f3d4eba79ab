import { median, ratioOf } from "./statistics.mjs"

/**
 * What one measurement found, in lines for people and as data.
 * @param {{ name: string, title: string }} bench
 * @param {{ measures: object[], notes: string[] }} found a measure: name, unit, ours, base; with a budget, `within` looks
 *   at the ratio, `aim` at our median
 * @returns {{ lines: string[], data: object }}
 */
export function report({ name, title }, { measures, notes }) {
  const told = measures.map((measure) => ({ ...measure, ratio: ratioOf(measure.ours, measure.base) }))
  return {
    lines: [title, ...told.map(lineOf), ...notes.map((note) => `    ${note}`)],
    data: {
      name,
      title,
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

function lineOf({ name, unit, ours, base, ratio, budget, within, aim }) {
  const values = `${amount(median(ours))} ${unit} against ${amount(median(base))} ${unit}`
  const interval = `${amount(ratio.median)} [${amount(ratio.low)}, ${amount(ratio.high)}], ${ratio.pairs} pairs`
  const kept = within?.(ratio) ?? aim?.(median(ours))
  const verdict = budget ? `; ${budget}: ${kept ? "kept" : "NOT kept"}` : ""
  return `  ${name}: ${values}; ratio ${interval}${verdict}`
}

/** Three digits that mean something. */
export function amount(value) {
  if (value === 0) return "0"
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toFixed(Math.min(digits, 4))
}
