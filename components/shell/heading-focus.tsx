"use client"

import { usePathname } from "next/navigation"
import { useEffect } from "react"

/** How long a heading that comes in place of another one still gets focus, in milliseconds; longer while the page loads. */
const settle = 4000

// Outlives every page of this document.
let last: string | null = null

/**
 * After a change of page, focus goes to the new page's heading, so that reading and Tab go on from there. In every page
 * that is reached without loading a new document.
 */
export function HeadingFocus() {
  const pathname = usePathname()

  useEffect(() => {
    const from = last ?? pathLoaded()
    last = pathname
    // The focus of a page that was loaded is the browser's own business.
    if (from === pathname) return
    const pressed = document.activeElement
    let done = focusHeading()
    // A loading page's heading is replaced by the real one and takes focus away with it.
    const observer = new MutationObserver(() => {
      const { activeElement, body } = document
      if (activeElement === body || (!done && activeElement === pressed)) done = focusHeading() || done
    })
    observer.observe(document.body, { childList: true, subtree: true })
    const settled = () => {
      if (document.querySelector("main [aria-busy=true]")) timer = setTimeout(settled, settle)
      else observer.disconnect()
    }
    let timer = setTimeout(settled, settle)
    return () => {
      observer.disconnect()
      clearTimeout(timer)
    }
  }, [pathname])

  return null
}

/** Of this document, as the browser loaded it: a link may be pressed before the page it is on has come to life as a whole. */
function pathLoaded(): string {
  const [navigation] = performance.getEntriesByType("navigation")
  return navigation ? new URL(navigation.name).pathname : location.pathname
}

function focusHeading(): boolean {
  const heading = document.querySelector<HTMLElement>("main h1")
  if (!heading) return false
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  return document.activeElement === heading
}
