"use client"

import { Mic, MicOff } from "lucide-react"
import { useTranslations } from "next-intl"
import type { MicrophoneState } from "@/components/call/call-state"
import { DockTool } from "@/components/call/dock-tool"

type MicrophoneToolProps = {
  microphone: MicrophoneState
  keysOn: boolean
  onToggle: () => void
  /** Pressed while there is no microphone: says why and how to get one. */
  onMissing: () => void
}

export function MicrophoneTool({ microphone, keysOn, onToggle, onMissing }: MicrophoneToolProps) {
  const t = useTranslations("call.controls")
  if (microphone.at === "none") {
    return (
      <DockTool label={t("noMicrophone")} tone="off" aria-haspopup="dialog" onClick={onMissing}>
        <MicOff className="i i--l" aria-hidden="true" />
      </DockTool>
    )
  }
  const muted = microphone.at === "off"
  const label = muted ? t(keysOn ? "unmuteKey" : "unmute") : t(keysOn ? "muteKey" : "mute")
  const Icon = microphone.at === "on" ? Mic : MicOff
  return (
    <DockTool
      label={label}
      tone={microphone.at === "on" ? "on" : "off"}
      aria-pressed={muted}
      aria-keyshortcuts={keysOn ? "M" : undefined}
      onClick={onToggle}
    >
      <Icon className="i i--l" aria-hidden="true" />
    </DockTool>
  )
}
