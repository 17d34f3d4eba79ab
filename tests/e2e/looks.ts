import type { Page } from "@playwright/test"

/** Waits for what opens, fades or changes its colour; what turns for ever is left to turn. */
export async function comesToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // One frame later the changes just asked for have begun to move.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map((animation) => animation.finished))
  })
}

/** Controls that are hard to hit: under 24 px, and under 44 in the call's controls. Links in a sentence are as high as it. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = "a[href], button, input, select, textarea, summary, [role=menuitem], [role=menuitemradio]"
    const seen = [...document.querySelectorAll<HTMLElement>(controls)].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".skip, .vh"),
    )
    return seen.flatMap((element) => {
      const inSentence = getComputedStyle(element).display === "inline" && element.parentElement?.matches("p, li, span")
      if (inSentence) return []
      const row = element.matches("input") ? element.closest("label") : null
      const { width, height } = (row ?? element).getBoundingClientRect()
      const least = element.closest(".dock") ? 44 : 24
      if (Math.min(width, height) >= least - 0.5) return []
      const name = element.getAttribute("aria-label") ?? element.textContent
      return [`${element.tagName} "${name}" is ${Math.round(width)} x ${Math.round(height)}`]
    })
  })
}

/** What scrolls sideways, lies beside the window, or is cut off. */
export function outOfPlace(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth) found.push(`the page scrolls sideways: ${root.scrollWidth}`)
    const visible = [...document.body.querySelectorAll<HTMLElement>("*")].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.closest("[aria-hidden=true], .skip, .vh, svg"),
    )
    for (const element of visible) {
      const told = `${element.tagName} .${element.className} "${element.textContent?.slice(0, 40)}"`
      const { left, right, width } = element.getBoundingClientRect()
      if (width > 1 && (left < -0.5 || right > innerWidth + 0.5)) found.push(`beside the window: ${told}`)
      const { overflowX, textOverflow } = getComputedStyle(element)
      const cuts = overflowX === "hidden" || overflowX === "clip"
      if (cuts && textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1)
        found.push(`cut: ${told}`)
    }
    return found
  })
}

/** Presses Tab through the page once; what takes the focus without showing it, or lies under something else then. */
export async function lostFocus(page: Page): Promise<string[]> {
  const found: string[] = []
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab")
    await comesToRest(page)
    const told = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const told = `${element.tagName} "${element.getAttribute("aria-label") ?? element.textContent?.slice(0, 40)}"`
      // A native radio or switch shows it on the row, which is its target.
      const ringed = [element, element.closest("label")].some((one) => {
        const style = one && getComputedStyle(one)
        return style && style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2
      })
      const { left, top, width, height } = element.getBoundingClientRect()
      const above = document.elementFromPoint(left + width / 2, top + height / 2)
      const row = element.closest("label") ?? element
      if (!ringed) return `no ring: ${told}`
      return above && (row.contains(above) || above.contains(row)) ? "" : `covered: ${told}`
    })
    if (told === null) return presses > 2 ? found : ["almost nothing takes the focus"]
    if (told) found.push(told)
  }
  return [...found, "the focus never comes out of the page"]
}

/** What moves although the person asked for stillness. */
export function stillMoving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => animation.playState === "running")
      .map((animation) => {
        const target = animation.effect instanceof KeyframeEffect ? animation.effect.target : null
        return target?.className.toString() ?? "something"
      }),
  )
}
