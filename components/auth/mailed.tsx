"use client"

import { MailCheck } from "lucide-react"
import { useTranslations } from "next-intl"
import { useEffect, useRef } from "react"
import { Note } from "@/components/ui/note"

/** "Look in your mail", the same for every address; takes the focus, because everything else stays as it is. */
export function Mailed({ text }: { text: string }) {
  const t = useTranslations("mailed")
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <Note tone="heard" icon={<MailCheck className="i" aria-hidden="true" />}>
      <h2 ref={heading} tabIndex={-1} className="asidehead">
        {t("heading")}
      </h2>
      <p className="small wrap-anywhere">{text}</p>
      <p className="small muted">{t("spam")}</p>
    </Note>
  )
}
