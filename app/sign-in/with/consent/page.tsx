import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AuthCard } from "@/components/auth/auth-card"
import { ConsentForm } from "@/components/auth/consent-form"
import { buttonClass } from "@/components/ui/button"
import { accountBehind } from "@/lib/account/data/identities"
import { oidcName } from "@/lib/auth/oidc"
import { readPending } from "@/lib/auth/pending-identity"
import { currentUser } from "@/lib/auth/session"
import { clientMessages } from "@/lib/i18n/client-messages"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("consent"))("title") }
}

export default async function Consent() {
  const issuer = oidcName()
  const pending = issuer ? await readPending() : null
  const account = pending && (await accountBehind(pending))
  if (!issuer || !pending || !account) redirect("/sign-in?problem=late")
  const t = await getTranslations("consent")
  const isSignedIn = (await currentUser())?.id === pending.userId
  const asks = isSignedIn ? "session" : account.hasPassword ? "password" : "nothing"
  return (
    <AuthCard heading={t("title")} text={t("text", { issuer, email: pending.email })}>
      {asks === "nothing" ? (
        <p>{t("noPassword")}</p>
      ) : (
        <NextIntlClientProvider messages={await clientMessages("consent", "errors")}>
          <ConsentForm asksPassword={asks === "password"} email={pending.email} />
        </NextIntlClientProvider>
      )}
      <div className="stack gap-1">
        {asks === "password" && (
          <a className={buttonClass({ variant: "ghost", block: true })} href="/reset">
            {t("forgot")}
          </a>
        )}
        <a className={buttonClass({ variant: "ghost", block: true })} href="/sign-in">
          {t("back")}
        </a>
      </div>
    </AuthCard>
  )
}
