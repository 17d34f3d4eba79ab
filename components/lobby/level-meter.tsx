"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { barCount, barsFor, loudness } from "@/lib/audio/meter"
import type { Feed } from "./dial"

const bars = Array.from({ length: barCount }, (_, bar) => bar)
const wordEveryMs = 1000

/** The level in 24 bars, written past React ten times a second; its word changes once a second and is never announced. */
export function LevelMeter({ onLevel }: Feed) {
  const t = useTranslations("lobby.level")
  const meter = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const words = { silence: t("silence"), quiet: t("quiet"), good: t("good"), loud: t("loud") }
    let lit = 0
    let highest = 0
    let saidAt = 0
    return onLevel((rms) => {
      const element = meter.current
      if (!element) return
      const now = barsFor(rms)
      for (let bar = Math.min(lit, now); bar < Math.max(lit, now); bar++) {
        element.children.item(bar)?.classList.toggle("on", now > lit)
      }
      lit = now
      highest = Math.max(highest, now)
      if (performance.now() - saidAt < wordEveryMs) return
      element.setAttribute("aria-label", words[loudness(highest)])
      saidAt = performance.now()
      highest = 0
    })
  }, [onLevel, t])
  return (
    <div className="meter" role="img" aria-label={t("silence")} ref={meter}>
      {bars.map((bar) => (
        <i key={bar} />
      ))}
    </div>
  )
}
