import { useEffect, useRef } from "react"

/** Calls `task` once, when the page is usable and has nothing to do; at the latest 3 s after it was shown. */
export function useWhenIdle(task: (() => void) | undefined) {
  const todo = useRef(task)
  useEffect(() => {
    const run = () => {
      todo.current?.()
      todo.current = undefined
    }
    // Safari has no idle callback.
    if (!("requestIdleCallback" in window)) {
      const timer = setTimeout(run, 1200)
      return () => clearTimeout(timer)
    }
    const wish = requestIdleCallback(run, { timeout: 3000 })
    return () => cancelIdleCallback(wish)
  }, [])
}
