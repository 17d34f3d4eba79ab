"use client"

import { Mic } from "lucide-react"
import { useTranslations } from "next-intl"
import type { MicrophoneState } from "@/components/call/call-state"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"

type Why = Extract<MicrophoneState, { at: "none" }>["why"]

type MicrophoneDialogProps = { why: Why; onTurnOn: () => void; onClose: () => void }

/** Why there is no microphone, and the way to one. */
export function MicrophoneDialog({ why, onTurnOn, onClose }: MicrophoneDialogProps) {
  const t = useTranslations("call.microphone")
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(`${why}.title`)} text={t(`${why}.text`)}>
      {why === "denied" && (
        <ol className="todo">
          <li>{t("denied.step1")}</li>
          <li>{t("denied.step2")}</li>
          <li>{t("denied.step3")}</li>
        </ol>
      )}
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
