import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { Mark } from "@/components/ui/mark"

/**
 * The top bar with the mark.
 * @param home where the mark leads
 * @param nav right part of the bar
 */
export async function PageTop({ home = "/", nav }: { home?: string; nav?: ReactNode }) {
  const t = await getTranslations("common")
  return (
    <header className="wrap top">
      <a className="logo" href={home}>
        <Mark />
        <span>{t("name")}</span>
      </a>
      {nav}
    </header>
  )
}
