"use client"

import { Mic } from "lucide-react"
import { useTranslations } from "next-intl"
import { helpFor, type MicrophoneHelp, type Why } from "@/components/call/microphone-help"
import { readBrowser } from "@/components/lobby/browser"
import { CopyAddress } from "@/components/lobby/copy-address"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"

type MicrophoneDialogProps = { why: Why; hostName: string; onTurnOn: () => void; onClose: () => void }

/** Why there is no microphone, and the way to one. */
export function MicrophoneDialog({ why, hostName, onTurnOn, onClose }: MicrophoneDialogProps) {
  const t = useTranslations("call.microphone")
  const hints = useTranslations("help.hints")
  const { steps, hint, end } = helpFor(why, readBrowser(navigator.userAgent, navigator.maxTouchPoints).browser)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`${why}.title`)}
      text={t(steps === "app" ? "keptByApp" : `${why}.text`)}
    >
      <Steps of={steps} />
      {hint && <p>{hints(hint, { host: hostName })}</p>}
      <div className="stack gap-2.5">
        {end === "turnOn" && (
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
        )}
        {end === "copy" && <CopyAddress />}
        <Button variant={end === "nothing" ? "primary" : "ghost"} block onClick={onClose}>
          {t(end === "turnOn" ? "close" : "understood")}
        </Button>
      </div>
    </Dialog>
  )
}

/** Steps of this browser or this system, to the button below; in the browser of another app, out of it. */
function Steps({ of }: { of: MicrophoneHelp["steps"] }) {
  const t = useTranslations("help")
  const { browser, system } = readBrowser(navigator.userAgent, navigator.maxTouchPoints)
  if (!of) return null
  const lines = {
    browser: [t(`steps.${browser}.first`), t(`steps.${browser}.second`), t("thenHere")],
    system: [t(`systemSteps.${system}.first`), t(`systemSteps.${system}.second`)],
    app: [t("steps.inApp.first"), t("steps.inApp.second"), t("steps.inApp.third")],
  }
  return (
    <ol className="todo">
      {lines[of].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ol>
  )
}
