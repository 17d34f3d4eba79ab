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
  if (window !== window.top) return
  const isAlive = () => {
    if (document.readyState !== "complete") return false
    if (!("__next_f" in window)) return true
    const controls = [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")]
    return controls.every((control) => Object.keys(control).some((key) => key.startsWith("__reactProps")))
  }
  const timer = setInterval(() => {
    if (!isAlive()) return
    clearInterval(timer)
    // What was just drawn is listened to once React has had its turn.
    requestIdleCallback(() => setTimeout(() => console.debug(words)))
  }, 20)
}
