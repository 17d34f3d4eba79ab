import { useEffect, useRef } from "react"

/** Milliseconds without a keystroke after which a name counts as written. */
const writtenAfter = 600

/**
 * Tells that joining is likely: at once, or when nothing was typed for a moment. A page that nobody sees tells nothing.
 */
export function useLikely(tell: () => void) {
  const latest = useRef(tell)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    latest.current = tell
  })
  useEffect(() => () => clearTimeout(timer.current), [])
  const now = () => {
    if (document.visibilityState === "visible") latest.current()
  }
  const soon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(now, writtenAfter)
  }
  return { now, soon }
}
