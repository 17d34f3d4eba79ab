import { expect, type Person } from "./fixtures"

/** From now on this listener's browser notes when the speaker's tone begins and stops to be decoded. */
export async function watch(listener: Person, speaker: Person): Promise<void> {
  await listener.page.evaluate((hz) => window.ear.watch(hz), speaker.hz)
  await expect.poll(() => listener.page.evaluate(() => window.ear.gaps.at(-1)?.heard)).toBe(true)
}

/** Milliseconds between the last moment of sound and the first one after it, for the silence that began at `since`. */
export async function gapAfter(listener: Person, since: number): Promise<number> {
  const lost = await poll(listener, since, false, 20_000)
  const back = await poll(listener, lost, true, 60_000)
  return back - lost
}

/**
 * The longest silence since then, in milliseconds, also one that goes on; 0 when sound never stopped.
 * @param speaker of whom, where more than one is watched
 */
export function longestGap(listener: Person, since: number, speaker?: Person): Promise<number> {
  const look = ({ from, hz }: { from: number; hz: number | undefined }) => {
    const gaps = window.ear.gaps.filter((gap) => hz === undefined || gap.hz === hz)
    const before = gaps.findLast(({ at }) => at < from)
    // Whoever was not heard then has been silent from the start; a page that was loaded anew has heard nobody yet.
    let silentSince: number | null = before?.heard ? null : from
    let longest = 0
    for (const { heard, at } of gaps) {
      if (at < from) continue
      if (!heard) silentSince ??= at
      else if (silentSince !== null) {
        longest = Math.max(longest, at - silentSince)
        silentSince = null
      }
    }
    return silentSince === null ? longest : Math.max(longest, Date.now() - silentSince)
  }
  return listener.page.evaluate(look, { from: since, hz: speaker?.hz })
}

/** Milliseconds between the last sound of one microphone and the first of the next, both watched. */
export function silenceBetween(listener: Person, since: number, first: Person, next: Person): Promise<number> {
  const look = ({ from, gone, now }: { from: number; gone: number; now: number }) => {
    const moment = (tone: number, on: boolean) =>
      window.ear.gaps.find(({ hz, heard, at }) => hz === tone && heard === on && at >= from)?.at ?? Number.NaN
    return Math.max(0, moment(now, true) - moment(gone, false))
  }
  return listener.page.evaluate(look, { from: since, gone: first.hz, now: next.hz })
}

async function poll(listener: Person, since: number, heard: boolean, timeout: number): Promise<number> {
  let at: number | undefined
  await expect
    .poll(
      async () => {
        const gaps = await listener.page.evaluate(() => window.ear.gaps)
        at = gaps.find((gap) => gap.at >= since && gap.heard === heard)?.at
        return at !== undefined
      },
      { timeout, message: heard ? "sound came back" : "sound was lost" },
    )
    .toBe(true)
  return at ?? since
}
