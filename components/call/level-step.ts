/** Steps of a level ring, above silence. */
export const LEVEL_STEPS = 5

// Linear level of a room that is quiet to the ear.
const QUIET = 0.006

/**
 * The ring's step, 0 to 5, for a linear level of 0..1. Speech lives in the lowest third of that scale; the root spreads
 * it over all steps.
 */
export function levelStep(level: number): number {
  if (!(level > QUIET)) return 0
  return Math.min(LEVEL_STEPS, Math.ceil(Math.sqrt(level) * 1.5 * LEVEL_STEPS))
}
