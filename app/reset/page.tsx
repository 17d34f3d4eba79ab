import type { Metadata } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AskMailForm } from "@/components/auth/ask-mail-form"
import { AuthCard } from "@/components/auth/auth-card"
import { buttonClass } from "@/components/ui/button"
import { askReset } from "@/lib/account/actions"
import { clientMessages } from "@/lib/i18n/client-messages"
import { mailWorks } from "@/lib/mail/queue"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reset"))("title") }
}

export default async function Reset() {
  const t = await getTranslations("reset")
  if (!mailWorks()) {
    const back = (await getTranslations("mailed"))("back")
    return (
      <AuthCard heading={t("heading")} text={t("noMail")}>
        <a className={buttonClass({ variant: "primary", block: true })} href="/sign-in">
          {back}
        </a>
      </AuthCard>
    )
  }
  return (
    <AuthCard heading={t("heading")} text={t("text")}>
      <NextIntlClientProvider messages={await clientMessages("mailed", "errors")}>
        <AskMailForm action={askReset} about="reset" />
      </NextIntlClientProvider>
    </AuthCard>
  )
}
