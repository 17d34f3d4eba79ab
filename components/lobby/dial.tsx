"use client"

import type { LucideIcon } from "lucide-react"
import { useEffect, useRef } from "react"
import { type Arc, Ring } from "@/components/ui/ring"
import { barCount, barsFor } from "@/lib/audio/meter"
import type { MicrophoneCheck } from "./microphone-check"

const sizes = 5

/**
 * The sound check's ring of four steps: microphone, out, back, speaker. This page knows the first; the ring closes only
 * on a proof through the room. Inside, a disc grows with the voice. Decoration: the words stand beside it.
 */
export function Dial({ tone, icon: Icon, onLevel }: { tone: Arc; icon: LucideIcon } & Feed) {
  const disc = useRef<HTMLSpanElement>(null)
  useEffect(
    () =>
      onLevel((rms) => {
        const size = Math.ceil((barsFor(rms) / barCount) * sizes) / sizes
        if (disc.current) disc.current.style.transform = `scale(${0.52 + size * 0.36})`
      }),
    [onLevel],
  )
  return (
    <div className={`dial dial--${tone}`} aria-hidden="true">
      <span className="dial__level" ref={disc} />
      <Ring arcs={[tone, "none", "none", "none"]} size={152} stroke={5.5} gap={14}>
        <Icon className="i dial__icon" />
      </Ring>
    </div>
  )
}

export type Feed = { onLevel: MicrophoneCheck["onLevel"] }
