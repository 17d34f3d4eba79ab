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
