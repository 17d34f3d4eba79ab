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

/** The longest silence since then, in milliseconds, also one that goes on; 0 when sound never stopped. */
export function longestGap(listener: Person, since: number): Promise<number> {
  return listener.page.evaluate((from) => {
    const before = window.ear.gaps.findLast(({ at }) => at < from)
    // Whoever was not heard then has been silent from the start; a page that was loaded anew has heard nobody yet.
    let silentSince: number | null = before?.heard ? null : from
    let longest = 0
    for (const { heard, at } of window.ear.gaps) {
      if (at < from) continue
      if (!heard) silentSince ??= at
      else if (silentSince !== null) {
        longest = Math.max(longest, at - silentSince)
        silentSince = null
      }
    }
    return silentSince === null ? longest : Math.max(longest, Date.now() - silentSince)
  }, since)
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
