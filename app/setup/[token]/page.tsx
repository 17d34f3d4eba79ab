import type { Metadata } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AuthCard } from "@/components/auth/auth-card"
import { SetUpForm } from "@/components/auth/set-up-form"
import { buttonClass } from "@/components/ui/button"
import { setUpOpen } from "@/lib/account/data/set-up"
import { clientMessages } from "@/lib/i18n/client-messages"

type SetUpProps = { params: Promise<{ token: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title") }
}

export default async function SetUp({ params }: SetUpProps) {
  const { token } = await params
  const t = await getTranslations("setup")
  if (!(await setUpOpen(token))) {
    return (
      <AuthCard wide heading={t("usedHeading")} text={t("usedText")}>
        <a className={buttonClass({ variant: "primary", block: true })} href="/sign-in">
          {t("signIn")}
        </a>
      </AuthCard>
    )
  }
  return (
    <AuthCard wide heading={t("heading")} text={t("text")}>
      <NextIntlClientProvider messages={await clientMessages("setup", "errors")}>
        <SetUpForm token={token} />
      </NextIntlClientProvider>
    </AuthCard>
  )
}
