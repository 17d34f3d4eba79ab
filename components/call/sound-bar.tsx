"use client"

import { Volume2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button } from "@/components/ui/button"

/** The browser plays nothing before a click on the page. Until then nobody is heard, so it cannot be overlooked. */
export function SoundBar({ onTurnOn }: { onTurnOn: () => void }) {
  const t = useTranslations("call.sound")
  return (
    <div className="soundbar" role="alert">
      <div className="soundbar__words">
        <p className="strong">{t("title")}</p>
        <p className="small muted">{t("text")}</p>
      </div>
      <Button variant="primary" size="big" onClick={onTurnOn}>
        <Volume2 className="i" aria-hidden="true" />
        {t("action")}
      </Button>
    </div>
  )
}
