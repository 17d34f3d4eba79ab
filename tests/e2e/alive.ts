import type { BrowserContext, Page } from "@playwright/test"

const said = "the page is alive"

/**
 * Pages of this context are looked at once they have come to life, as a person looks and then presses: `goto` and
 * `reload` wait until React hears the keys of every control. A page says so itself in its console, because Chromium
 * takes a look from outside for the person's gesture, which lifts its block of sound.
 */
export async function waitForLife(context: BrowserContext): Promise<void> {
  await context.addInitScript(sayWhenAlive, said)
  context.on("page", waitsForLife)
}

function waitsForLife(page: Page): void {
  const { goto, reload } = page
  const alive = async <Answer>(go: () => Promise<Answer>): Promise<Answer> => {
    const heard = page
      .waitForEvent("console", { predicate: (message) => message.text() === said, timeout: 15_000 })
      .catch(() => null)
    const answer = await go()
    await heard
    return answer
  }
  page.goto = (...given) => alive(() => goto.apply(page, given))
  page.reload = (...given) => alive(() => reload.apply(page, given))
}

/** Runs in the page: every control belongs to React, or the page is none of React's. */
function sayWhenAlive(words: string): void {
  // The empty page before the first one is none that anybody waits for.
  if (window !== window.top || location.protocol === "about:") return
  const isAlive = () => {
    if (document.readyState !== "complete") return false
    if (!("__next_f" in window)) return true
    return [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")].every(isMounted)
  }
  // React names its part of an element while it still reads the page, and may yet put another element in its place.
  const [placement, hydrating] = [2, 4096]
  const isMounted = (control: Element) => {
    const name = Object.keys(control).find((key) => key.startsWith("__reactFiber"))
    if (!name) return false
    for (let fiber = Reflect.get(control, name); fiber; fiber = fiber.return)
      if (fiber.flags & (placement | hydrating)) return false
    return true
  }
  const timer = setInterval(() => {
    if (!isAlive()) return
    clearInterval(timer)
    // What was just drawn is listened to once React has had its turn.
    requestIdleCallback(() => setTimeout(() => console.debug(words)))
  }, 20)
}
