"use client"

import { useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"

type LeaveDialogProps = {
  /** Other people in the call. */
  others: number
  onLeave: () => void
  onEnd: () => Promise<void>
  onClose: () => void
}

/** The host's way out: alone, or for everyone after a second look. */
export function LeaveDialog({ others, onLeave, onEnd, onClose }: LeaveDialogProps) {
  const t = useTranslations("call.leave")
  const [step, setStep] = useState<"ask" | "sure">("ask")
  const sure = step === "sure"
  return (
    <Dialog
      alert
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(sure ? "endTitle" : "title")}
      text={sure ? t("endText", { count: others }) : t("text")}
    >
      {sure ? (
        <EndForAll onEnd={onEnd} onBack={() => setStep("ask")} />
      ) : (
        <div className="stack gap-2.5">
          <Button variant="primary" block data-safe onClick={onLeave}>
            {t("leave")}
          </Button>
          <Button variant="dangerline" block onClick={() => setStep("sure")}>
            {t("end", { count: others + 1 })}
          </Button>
          <Button variant="ghost" block onClick={onClose}>
            {t("stay")}
          </Button>
        </div>
      )}
    </Dialog>
  )
}

function EndForAll({ onEnd, onBack }: { onEnd: () => Promise<void>; onBack: () => void }) {
  const t = useTranslations("call.leave")
  const [state, setState] = useState<"idle" | "ending" | "failed">("idle")
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => back.current?.focus(), [])

  async function end() {
    setState("ending")
    try {
      await onEnd()
    } catch {
      setState("failed")
    }
  }

  return (
    <div className="stack gap-2.5">
      {state === "failed" && (
        <p className="err" role="alert">
          {t("failed")}
        </p>
      )}
      <Button variant="danger" block pending={state === "ending"} onClick={end}>
        {t("endSure")}
      </Button>
      <Button ref={back} variant="ghost" block onClick={onBack}>
        {t("back")}
      </Button>
    </div>
  )
}
