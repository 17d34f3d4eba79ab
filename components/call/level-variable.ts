"use client"

import { type RefObject, useEffect, useRef } from "react"
import type { Levels } from "@/components/call/call-state"
import { LEVEL_STEPS, levelStep } from "@/components/call/level-step"

const SHORTEST_MS = 95

/**
 * Writes a person's level into the CSS variable `--level` (0 to 1, five steps) of the element that gets the ref, at most
 * ten times a second and past React: a call of 25 people must not render at each syllable.
 */
export function useLevelVariable<Kind extends HTMLElement>(levels: Levels, id: string): RefObject<Kind | null> {
  const element = useRef<Kind>(null)
  useEffect(() => {
    let shown = 0
    let shownAt = 0
    return levels.subscribe(() => {
      const step = levelStep(levels.levelOf(id))
      const now = performance.now()
      if (step === shown || now - shownAt < SHORTEST_MS) return
      shown = step
      shownAt = now
      element.current?.style.setProperty("--level", String(step / LEVEL_STEPS))
    })
  }, [levels, id])
  return element
}
