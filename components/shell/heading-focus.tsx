"use client"

import { usePathname } from "next/navigation"
import { useEffect } from "react"

/** How long a heading that comes in place of another one still gets focus, in milliseconds; longer while the page loads. */
const settle = 4000

// Outlives every page of this document; null until the first, whose focus is the browser's own business.
let last: string | null = null

/**
 * After a change of page, focus goes to the new page's heading, so that reading and Tab go on from there. In every page
 * that is reached without loading a new document.
 */
export function HeadingFocus() {
  const pathname = usePathname()

  useEffect(() => {
    const from = last
    last = pathname
    if (from === null || from === pathname) return
    focusHeading()
    // A loading page's heading is replaced by the real one and takes focus away with it.
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body) focusHeading()
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

function focusHeading() {
  const heading = document.querySelector<HTMLElement>("main h1")
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
