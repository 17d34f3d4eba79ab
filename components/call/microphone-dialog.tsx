"use client"

import { Mic } from "lucide-react"
import { useTranslations } from "next-intl"
import type { MicrophoneState } from "@/components/call/call-state"
import { readBrowser } from "@/components/lobby/browser"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"

type Why = Extract<MicrophoneState, { at: "none" }>["why"]

type MicrophoneDialogProps = { why: Why; onTurnOn: () => void; onClose: () => void }

/** Why there is no microphone, and the way to one. */
export function MicrophoneDialog({ why, onTurnOn, onClose }: MicrophoneDialogProps) {
  const t = useTranslations("call.microphone")
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(`${why}.title`)} text={t(`${why}.text`)}>
      <Steps why={why} />
      <div className="stack gap-2.5">
        <Button
          variant="primary"
          block
          data-safe
          onClick={() => {
            onClose()
            onTurnOn()
          }}
        >
          <Mic className="i" aria-hidden="true" />
          {t("turnOn")}
        </Button>
        <Button variant="ghost" block onClick={onClose}>
          {t("close")}
        </Button>
      </div>
    </Dialog>
  )
}

/** The steps of this browser or this system; the last one is the button below. */
function Steps({ why }: { why: Why }) {
  const t = useTranslations("help")
  const { browser, system } = readBrowser(navigator.userAgent, navigator.maxTouchPoints)
  if (why === "system") {
    return (
      <ol className="todo">
        <li>{t(`systemSteps.${system}.first`)}</li>
        <li>{t(`systemSteps.${system}.second`)}</li>
      </ol>
    )
  }
  if (why !== "denied") return null
  return (
    <ol className="todo">
      <li>{t(`steps.${browser}.first`)}</li>
      <li>{t(`steps.${browser}.second`)}</li>
      <li>{t("thenHere")}</li>
    </ol>
  )
}
