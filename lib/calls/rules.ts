/** A time somebody was in a call; `to` is null while they are. */
export type Stay = { from: Date; to: Date | null }

/** So long a seat is held: who is back within it was never away, for the others either. In milliseconds. */
const heldMs = 30_000

/**
 * When somebody was in a call, in order: connections that overlap or follow at once are one stay, and none outlives the
 * call.
 * @param connections as the sound server told them, in any order; one without an end has not ended, or its end was lost
 * @param endedAt of the call; null while it runs
 */
export function staysOf(connections: { joinedAt: Date; leftAt: Date | null }[], endedAt: Date | null): Stay[] {
  const stays: Stay[] = []
  for (const { joinedAt, leftAt } of [...connections].sort((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime())) {
    if (endedAt && joinedAt >= endedAt) continue
    const to = earlier(leftAt, endedAt)
    const last = stays.at(-1)
    if (last && (last.to === null || joinedAt.getTime() - last.to.getTime() <= heldMs)) last.to = later(last.to, to)
    else stays.push({ from: joinedAt, to })
  }
  return stays
}

/**
 * How long somebody was there.
 * @returns milliseconds
 */
export function timeIn(stays: Stay[], now: Date): number {
  return stays.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now).getTime() - from.getTime()), 0)
}

// For an end, null is "not yet": later than any date.
const earlier = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b))
const later = (a: Date | null, b: Date | null) => (a && b ? (a > b ? a : b) : null)
