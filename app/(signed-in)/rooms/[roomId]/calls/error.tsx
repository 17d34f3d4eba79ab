"use client"

import { useTranslations } from "next-intl"
import { PageFailed } from "@/components/shell/page-failed"

export default function CallsError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("calls")
  return (
    <PageFailed
      heading={t("title")}
      title={t("failedTitle")}
      text={t("failedText")}
      reference={error.digest}
      again={reset}
    />
  )
}
