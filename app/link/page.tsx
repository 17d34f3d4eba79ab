import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AskMailForm } from "@/components/auth/ask-mail-form"
import { AuthCard } from "@/components/auth/auth-card"
import { askLink } from "@/lib/account/actions"
import { clientMessages } from "@/lib/i18n/client-messages"
import { mailWorks } from "@/lib/mail/queue"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("link"))("title") }
}

export default async function AskLink() {
  if (!mailWorks()) notFound()
  const t = await getTranslations("link")
  return (
    <AuthCard heading={t("title")} text={t("text")}>
      <NextIntlClientProvider messages={await clientMessages("mailed", "errors")}>
        <AskMailForm action={askLink} about="link" />
      </NextIntlClientProvider>
    </AuthCard>
  )
}
