"use client"

import { useTranslations } from "next-intl"
import { memo } from "react"
import type { Devices, Levels, MicrophoneState } from "@/components/call/call-state"
import { useLevelVariable } from "@/components/call/level-variable"
import type { Cut } from "@/components/call/seat-note"

type OwnMicrophoneProps = { microphone: MicrophoneState; devices: Devices; levels: Levels; id: string; cut: Cut }

/** One's own microphone in words, with its level. What others hear is said only where it was proven: not here. */
export const OwnMicrophone = memo(function OwnMicrophone({ microphone, devices, levels, id, cut }: OwnMicrophoneProps) {
  const t = useTranslations("call.own")
  const dial = useLevelVariable<HTMLSpanElement>(levels, id)
  const device = devices.microphones.find((choice) => choice.id === devices.microphoneId)?.label
  const at = cut === "both" ? "lost" : microphone.at
  const more = at === "on" ? device : t(`more.${at}`)
  return (
    <div className="ownmic">
      <span
        ref={dial}
        className={at === "on" ? "ownmic__dial" : `ownmic__dial ownmic__dial--${at === "lost" ? "lost" : "off"}`}
      />
      <span className="ownmic__words">
        {t(`is.${at}`)}
        {more && <small title={more}>{more}</small>}
      </span>
    </div>
  )
})
