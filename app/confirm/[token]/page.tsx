import type { Metadata } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AuthCard } from "@/components/auth/auth-card"
import { DeadLink } from "@/components/auth/dead-link"
import { PressForm } from "@/components/auth/press-form"
import { buttonClass } from "@/components/ui/button"
import { confirmAddress } from "@/lib/account/actions"
import { addressBehind } from "@/lib/account/data/address"
import { clientMessages } from "@/lib/i18n/client-messages"
import { onPage } from "@/lib/page"

type ConfirmProps = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("confirm"))("title") }
}

export default async function Confirm({ params }: ConfirmProps) {
  const { token } = await params
  const { name, email } = await onPage(async (user) => ({ name: user.name, email: await addressBehind(user, token) }))
  const t = await getTranslations("confirm")
  if (!email) {
    return (
      <DeadLink text={t("deadText", { name })}>
        <a className={buttonClass({ variant: "primary", block: true })} href="/settings">
          {t("settings")}
        </a>
      </DeadLink>
    )
  }
  return (
    <AuthCard heading={t("title")} text={t("text", { name, email })}>
      <NextIntlClientProvider messages={await clientMessages("errors")}>
        <PressForm action={confirmAddress} token={token} label={t("submit")} />
      </NextIntlClientProvider>
    </AuthCard>
  )
}
