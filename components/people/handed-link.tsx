"use client"

import { useTranslations } from "next-intl"
import { useShareWords } from "@/components/rooms/share-words"
import { CopyButton } from "@/components/ui/copy-button"

/** A one-time link, shown this once: to read, to copy. */
export function HandedLink({ link, text }: { link: string; text: string }) {
  const t = useTranslations("people")
  return (
    <div className="stack gap-2">
      <div className="copy">
        <span className="small">{link.replace(/^https?:\/\//, "")}</span>
        <CopyButton link={link} words={useShareWords()} name={t("copyLink")} />
      </div>
      <p className="small muted">{text}</p>
    </div>
  )
}
