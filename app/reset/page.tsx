import type { Metadata } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AskResetForm } from "@/components/auth/ask-reset-form"
import { AuthCard } from "@/components/auth/auth-card"
import { buttonClass } from "@/components/ui/button"
import { clientMessages } from "@/lib/i18n/client-messages"
import { mailWorks } from "@/lib/mail/queue"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reset"))("title") }
}

export default async function Reset() {
  const t = await getTranslations("reset")
  if (!mailWorks()) {
    return (
      <AuthCard heading={t("heading")} text={t("noMail")}>
        <a className={buttonClass({ variant: "primary", block: true })} href="/sign-in">
          {t("back")}
        </a>
      </AuthCard>
    )
  }
  return (
    <AuthCard heading={t("heading")} text={t("text")}>
      <NextIntlClientProvider messages={await clientMessages("reset", "mailed", "errors")}>
        <AskResetForm />
      </NextIntlClientProvider>
    </AuthCard>
  )
}
