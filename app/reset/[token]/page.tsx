import type { Metadata } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AuthCard } from "@/components/auth/auth-card"
import { DeadLink } from "@/components/auth/dead-link"
import { NewPasswordForm } from "@/components/auth/new-password-form"
import { findLink } from "@/lib/account/data/links"
import { clientMessages } from "@/lib/i18n/client-messages"

type ResetProps = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reset"))("newTitle") }
}

export default async function NewPassword({ params }: ResetProps) {
  const { token } = await params
  const link = await findLink("password", token)
  const t = await getTranslations("reset")
  if (!link?.user) return <DeadLink text={t("deadText")} />
  return (
    <AuthCard heading={t("newHeading")} text={t("newText", { email: link.user.email })}>
      <NextIntlClientProvider messages={await clientMessages("reset", "errors")}>
        <NewPasswordForm token={token} email={link.user.email} />
      </NextIntlClientProvider>
    </AuthCard>
  )
}
