"use client"

import { useTranslations } from "next-intl"
import "@/app/styles/rooms.css"
import { PageFailed } from "@/components/shell/page-failed"

/** The list could not be read; the rooms are still there. */
export function RoomsFailed({ reference, again }: { reference?: string; again: () => void }) {
  const t = useTranslations("rooms")
  return (
    <PageFailed
      heading={t("heading")}
      title={t("failedTitle")}
      text={t("failedText")}
      reference={reference}
      again={again}
    />
  )
}
