import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AuthCard } from "@/components/auth/auth-card"
import { buttonClass } from "@/components/ui/button"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("erase"))("goneHeading") }
}

export default async function Goodbye() {
  const t = await getTranslations("erase")
  return (
    <AuthCard heading={t("goneHeading")} text={t("goneText")}>
      <a className={buttonClass({ variant: "primary", block: true })} href="/">
        {t("start")}
      </a>
    </AuthCard>
  )
}
