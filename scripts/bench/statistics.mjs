/**
 * The value below which this share of the values lies, between neighbours in proportion.
 * @param {number[]} values
 * @param {number} share 0..1
 */
export function quantile(values, share) {
  if (values.length === 0) throw new Error("No values, so no quantile")
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below)
}

export const median = (values) => quantile(values, 0.5)

/**
 * Numbers from 0 up to 1 that are the same at every run (mulberry32): an interval must not move when nothing was
 * measured anew.
 * @param {number} seed
 */
export function seededRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const resamples = 4000

/**
 * Ours against the baseline, pair by pair. What disturbs the machine for a while disturbs both halves of a pair, so the
 * ratio stands where the times do not.
 * @param {number[]} ours
 * @param {number[]} base the same number of values, measured in turn with ours
 * @param {number} [seed]
 * @returns {{ median: number, low: number, high: number, pairs: number }} the median ratio; low and high bound its
 *   95 % interval, from resampled pairs
 */
export function ratioOf(ours, base, seed = 1) {
  if (ours.length !== base.length) throw new Error(`${ours.length} values against ${base.length}`)
  const ratios = ours.map((value, index) => value / base[index])
  const random = seededRandom(seed)
  const medians = Array.from({ length: resamples }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)])),
  )
  return {
    median: median(ratios),
    low: quantile(medians, 0.025),
    high: quantile(medians, 0.975),
    pairs: ratios.length,
  }
}

/**
 * The line through times that were measured at steps of delay: its slope counts the round trips that one waits for, and
 * does not care how slow the machine is. The median of the slopes between any two runs at different steps (Theil-Sen): a
 * run that the machine has disturbed moves it little.
 * @param {{ at: number, values: number[] }[]} steps at least two; `at` and `values` in the same unit
 * @param {number} [seed]
 * @returns {{ slope: number, start: number, low: number, high: number, runs: number }} start: where the line begins, at 0;
 *   low and high bound the slope's 95 % interval, from runs resampled at each step
 */
export function slopeOf(steps, seed = 1) {
  if (new Set(steps.map(({ at }) => at)).size < 2) throw new Error("A line needs two steps")
  const slope = medianSlope(steps)
  const random = seededRandom(seed)
  const slopes = Array.from({ length: resamples }, () =>
    medianSlope(
      steps.map(({ at, values }) => ({ at, values: values.map(() => values[Math.floor(random() * values.length)]) })),
    ),
  )
  return {
    slope,
    start: median(steps.flatMap(({ at, values }) => values.map((value) => value - slope * at))),
    low: quantile(slopes, 0.025),
    high: quantile(slopes, 0.975),
    runs: steps.reduce((sum, { values }) => sum + values.length, 0),
  }
}

function medianSlope(steps) {
  const slopes = []
  for (const [index, near] of steps.entries())
    for (const far of steps.slice(index + 1))
      for (const from of near.values) for (const to of far.values) slopes.push((to - from) / (far.at - near.at))
  return median(slopes)
}

/**
 * Runs both in turn: A B A B ... What comes first in a pair changes from pair to pair, so that neither always meets the
 * state which the other has left.
 * @template A, B
 * @param {number} pairs
 * @param {() => Promise<A>} runOurs
 * @param {() => Promise<B>} runBase
 * @returns {Promise<{ ours: A[], base: B[] }>}
 */
export async function inTurn(pairs, runOurs, runBase) {
  const ours = []
  const base = []
  for (let pair = 0; pair < pairs; pair += 1) {
    if (pair % 2 === 0) ours.push(await runOurs())
    base.push(await runBase())
    if (pair % 2 === 1) ours.push(await runOurs())
  }
  return { ours, base }
}
