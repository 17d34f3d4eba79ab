import { expect, type Person } from "./fixtures"

declare global {
  interface Window {
    presence: { said: string[]; chimes: number }
  }
}

/** From now on this page counts chimes and writes down what is said to a screen reader. */
export async function listensForNews(person: Person): Promise<void> {
  await person.page.evaluate(() => {
    const presence = { said: [] as string[], chimes: 0 }
    window.presence = presence
    const region = document.getElementById("says")
    if (!region) throw new Error("nothing is said on this page")
    new MutationObserver(() => {
      if (region.textContent) presence.said.push(region.textContent)
    }).observe(region, { childList: true, characterData: true, subtree: true })
    const play = HTMLMediaElement.prototype.play
    HTMLMediaElement.prototype.play = function () {
      if (this.src.startsWith("blob:")) presence.chimes += 1
      return play.call(this)
    }
  })
}

/** What was said about this person, and how many chimes there were, since `listensForNews`. */
export async function newsOf(listener: Person, who: Person): Promise<{ said: string[]; chimes: number }> {
  const { said, chimes } = await listener.page.evaluate(() => window.presence)
  return { said: said.filter((words) => words.includes(who.name)), chimes }
}

/** Nothing was heard of somebody's coming or going; what is said waits three seconds for more of it. */
export async function expectNoNews(listener: Person, who: Person): Promise<void> {
  await listener.page.waitForTimeout(3500)
  expect(await newsOf(listener, who)).toEqual({ said: [], chimes: 0 })
}

/** Somebody's place among the people, as this person sees it. */
export const seatOf = (listener: Person, who: Person) => listener.page.locator(".seat").filter({ hasText: who.name })
export const comesBack = (listener: Person, who: Person) => seatOf(listener, who).getByText("Coming back…")

/** From now on it is noticed when somebody's place is empty for a moment; gives the way to ask whether it was. */
export async function watchesSeat(listener: Person, who: Person): Promise<() => Promise<boolean>> {
  const empty = await listener.page.evaluateHandle((name) => {
    const found = { empty: false }
    const look = () => {
      const seats = [...document.querySelectorAll(".seat")]
      if (!seats.some(({ textContent }) => textContent?.includes(name))) found.empty = true
    }
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
    return found
  }, who.name)
  return () => empty.evaluate((found) => found.empty)
}
