"use client"

import { useTranslations } from "next-intl"
import { useState } from "react"
import { Button } from "@/components/ui/button"
import { copyText } from "@/components/ui/copy-text"

/** Copies this page's address, for a browser that can do more; shows it for copying by hand where that is refused. */
export function CopyAddress() {
  const t = useTranslations("help.copy")
  const [copied, setCopied] = useState<"not yet" | "copied" | "refused">("not yet")
  const copy = async () => setCopied((await copyText(location.href)) ? "copied" : "refused")
  return (
    <>
      <Button variant="primary" size="s" onClick={copy}>
        {t("button")}
      </Button>
      <span className="small trouble__address" role="status">
        {copied === "copied" && t("done")}
        {copied === "refused" && location.href}
      </span>
    </>
  )
}
