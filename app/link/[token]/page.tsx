import type { Metadata } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AuthCard } from "@/components/auth/auth-card"
import { DeadLink } from "@/components/auth/dead-link"
import { PressForm } from "@/components/auth/press-form"
import { signInByLink } from "@/lib/account/actions"
import { findLink } from "@/lib/account/data/links"
import { clientMessages } from "@/lib/i18n/client-messages"

type LinkProps = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("link"))("useTitle") }
}

export default async function UseLink({ params }: LinkProps) {
  const { token } = await params
  const link = await findLink("signIn", token)
  const t = await getTranslations("link")
  if (!link?.user) return <DeadLink text={t("deadText")} />
  return (
    <AuthCard heading={t("useTitle")} text={t("useText", { name: link.user.name, email: link.user.email })}>
      <NextIntlClientProvider messages={await clientMessages("errors")}>
        <PressForm action={signInByLink} token={token} label={t("use")} />
      </NextIntlClientProvider>
    </AuthCard>
  )
}
