import type { Metadata } from "next"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AuthCard } from "@/components/auth/auth-card"
import { SignUpForm } from "@/components/auth/sign-up-form"
import { buttonClass } from "@/components/ui/button"
import { Note } from "@/components/ui/note"
import { signUpOpen } from "@/lib/account/data/ask"
import { clientMessages } from "@/lib/i18n/client-messages"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signUp"))("title") }
}

export default async function SignUp() {
  const t = await getTranslations("signUp")
  if (!signUpOpen()) {
    return (
      <AuthCard heading={t("closedHeading")} text={t("closedText")}>
        <Note>
          <p className="small">{t("guests")}</p>
        </Note>
        <a className={buttonClass({ variant: "quiet", block: true })} href="/sign-in">
          {t("signIn")}
        </a>
      </AuthCard>
    )
  }
  return (
    <AuthCard heading={t("heading")} text={t("text")}>
      <NextIntlClientProvider messages={await clientMessages("signUp", "mailed", "errors")}>
        <SignUpForm />
      </NextIntlClientProvider>
      <a className={buttonClass({ variant: "ghost", block: true })} href="/sign-in">
        {t("have")}
      </a>
      <p className="small muted">{t("onlyHosts")}</p>
    </AuthCard>
  )
}
