import type { Metadata } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AuthCard } from "@/components/auth/auth-card"
import { DeadLink } from "@/components/auth/dead-link"
import { JoinForm } from "@/components/auth/join-form"
import { findLink } from "@/lib/account/data/links"
import { clientMessages } from "@/lib/i18n/client-messages"

type WelcomeProps = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("welcome"))("title") }
}

export default async function Welcome({ params }: WelcomeProps) {
  const { token } = await params
  const link = await findLink("join", token)
  const t = await getTranslations("welcome")
  if (!link) return <DeadLink text={t("deadText")} />
  const text = link.madeBy
    ? t("addedText", { by: link.madeBy.name, email: link.email })
    : t("confirmedText", { email: link.email })
  return (
    <AuthCard heading={link.name ? t("heading", { name: link.name }) : t("headingPlain")} text={text}>
      <NextIntlClientProvider messages={await clientMessages("welcome", "errors")}>
        <JoinForm token={token} name={link.name ?? ""} email={link.email} />
      </NextIntlClientProvider>
    </AuthCard>
  )
}
