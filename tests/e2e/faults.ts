import type { BrowserName, Person } from "./fixtures"
import { watch } from "./gaps"
import { expectHears, figure, joins } from "./steps"

/** Everything, in both browsers, as often as it takes; otherwise each proof once. */
export const full = process.env.EARSHOT_FULL === "1"
/** What differs between the browsers is looked at in both every time, the rest in Firefox when everything is. */
export const firefoxToo = full ? "" : " @chromium"
/** How often a fault befalls a call: of those that cost seconds, and of those that cost most of a minute. */
export const rounds = { quick: full ? 5 : 3, long: full ? 5 : 1 }
/** Silence in milliseconds that still is one of a busy machine. */
export const noise = 1000

/** What one of a call went through while a fault lasted; docs/sound.md has a row for each. */
export type Direction = {
  listener: string
  in: BrowserName
  speaker: string
  of: BrowserName
  /** Milliseconds without the speaker's sound, by run. */
  silence: number[]
  /** What the line under the call's header told the listener meanwhile; empty when there was none. */
  told: string[]
}

declare global {
  interface Window {
    told: { at: number; text: string }[]
  }
}

/** Everybody joins; done when each hears each, the gaps are watched, and what the pages tell is written down. */
export async function talk(people: Person[], room: { slug: string; name: string }): Promise<void> {
  for (const each of people) {
    await notesWords(each)
    await joins(each, room)
  }
  for (const listener of people)
    for (const speaker of people.filter((one) => one !== listener)) {
      await expectHears(listener, speaker)
      await watch(listener, speaker)
    }
}

/** Has to be asked for before the page is opened. */
export async function notesWords(person: Person): Promise<void> {
  await person.context.addInitScript(() => {
    window.told = []
    setInterval(() => {
      const text = document.querySelector(".strip > div")?.textContent?.trim() ?? ""
      if (text !== (window.told.at(-1)?.text ?? "")) window.told.push({ at: Date.now(), text })
    }, 50)
  })
}

/** A page that is loaded again watches from its first moment on, and not from when a test gets to it. */
export async function watchesAfterReload(listener: Person, speaker: Person): Promise<void> {
  const begin = (hz: number) => {
    // The instruments may be put in after this.
    addEventListener("DOMContentLoaded", () => window.ear.watch(hz))
  }
  await listener.context.addInitScript(begin, speaker.hz)
}

/**
 * Gathers run by run what a fault does to these pairs, and prints it as one figure.
 * @param fault as docs/sound.md calls it; its order and budgets are in scripts/test/fault-table.mjs
 */
export function faultRuns(fault: string, pairs: [listener: Person, speaker: Person][]) {
  const runs: { silence: number[]; told: string[][] }[] = []
  return {
    /** @param silence milliseconds by pair */
    async add(since: number, silence: number[]) {
      runs.push({ silence, told: await Promise.all(pairs.map(([listener]) => toldSince(listener, since))) })
    },
    async tell() {
      const directions = pairs.map(
        async ([listener, speaker], index): Promise<Direction> => ({
          ...{ listener: listener.name, in: await browserOf(listener) },
          ...{ speaker: speaker.name, of: await browserOf(speaker) },
          silence: runs.map((run) => run.silence[index] ?? 0),
          told: [...new Set(runs.flatMap((run) => run.told[index] ?? []))],
        }),
      )
      figure("fault", fault, await Promise.all(directions))
    },
  }
}

/** Both directions of a call of two. */
export const bothWays = (anna: Person, lena: Person): [Person, Person][] => [
  [anna, lena],
  [lena, anna],
]

const browserOf = (person: Person): Promise<BrowserName> =>
  person.page.evaluate(() => (navigator.userAgent.includes("Firefox") ? "firefox" : "chromium"))

/** Seconds tick: one line, however often it is rewritten. */
async function toldSince(person: Person, since: number): Promise<string[]> {
  const texts = await person.page.evaluate((from) => {
    const before = window.told.findLast(({ at }) => at < from)
    return [before, ...window.told.filter(({ at }) => at >= from)].map((line) => line?.text ?? "")
  }, since)
  return [...new Set(texts.map((text) => text.replace(/\b\d+ seconds?\b/g, "N seconds")).filter((text) => text !== ""))]
}
