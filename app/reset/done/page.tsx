import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { AuthCard } from "@/components/auth/auth-card"
import { buttonClass } from "@/components/ui/button"
import { onPage } from "@/lib/page"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reset"))("doneHeading") }
}

export default async function PasswordChanged() {
  const { name } = await onPage(async (user) => user)
  const t = await getTranslations("reset")
  return (
    <AuthCard heading={t("doneHeading")} text={t("doneText", { name })}>
      <a className={buttonClass({ variant: "primary", block: true })} href="/rooms">
        {t("rooms")}
      </a>
    </AuthCard>
  )
}
