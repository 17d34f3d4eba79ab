"use client"

import { useSyncExternalStore } from "react"

// The same width at which the styles turn panels into sheets.
const narrow = "(max-width: 760px)"

function subscribe(listener: () => void) {
  const query = window.matchMedia(narrow)
  query.addEventListener("change", listener)
  return () => query.removeEventListener("change", listener)
}

/** True on phones and in narrow windows: the people button then stands among the other controls. */
export function useNarrowScreen(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(narrow).matches,
    () => false,
  )
}
