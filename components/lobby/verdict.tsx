"use client"

import { Mic, MicOff, Unplug, WifiOff } from "lucide-react"
import { useTranslations } from "next-intl"
import type { Arc } from "@/components/ui/ring"
import type { SystemKind } from "./browser"
import { Dial, type Feed } from "./dial"
import type { CheckView, MicrophoneState } from "./microphone-check"

const tones: Record<MicrophoneState["at"], Arc> = {
  starting: "none",
  asking: "run",
  held: "run",
  listening: "run",
  silent: "warn",
  works: "ok",
  trouble: "bad",
}

type Props = Feed & { view: CheckView; offline: boolean; system: SystemKind }

/** What is known about the microphone, in a ring and in words. Said once to a screen reader whenever it changes. */
export function Verdict({ view, offline, system, onLevel }: Props) {
  const { microphone } = view
  const t = useTranslations("lobby.verdict")
  const trouble = useTranslations("lobby.trouble")
  const words = () => {
    if (offline) return [t("offline.title"), t("offline.text")]
    if (microphone.at === "trouble") {
      return [trouble(`${microphone.why}.title`, { system }), trouble(`${microphone.why}.text`)]
    }
    return [t(`${microphone.at}.title`), t(`${microphone.at}.text`)]
  }
  const [title, text] = words()
  return (
    <div className="verdict">
      <Dial tone={offline ? "none" : tones[microphone.at]} icon={iconOf(microphone, offline)} onLevel={onLevel} />
      <div className="verdict__words" role="status">
        <h2 id="lobby-verdict">{title}</h2>
        <p className="muted">{text}</p>
      </div>
    </div>
  )
}

function iconOf(microphone: MicrophoneState, offline: boolean) {
  if (offline) return WifiOff
  if (microphone.at !== "trouble") return Mic
  return microphone.why === "missing" ? Unplug : MicOff
}
