import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { NextIntlClientProvider } from "next-intl"
import { getTranslations } from "next-intl/server"
import { AuthCard } from "@/components/auth/auth-card"
import { SignInForm } from "@/components/auth/sign-in-form"
import { SignInProblem } from "@/components/auth/sign-in-problem"
import { buttonClass } from "@/components/ui/button"
import { signUpOpen } from "@/lib/account/data/ask"
import { safeNext } from "@/lib/account/rules"
import { oidcName } from "@/lib/auth/oidc"
import { currentUser } from "@/lib/auth/session"
import { clientMessages } from "@/lib/i18n/client-messages"
import { mailWorks } from "@/lib/mail/queue"

type SignInProps = { searchParams: Promise<{ next?: string | string[]; problem?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") }
}

export default async function SignIn({ searchParams }: SignInProps) {
  const { next, problem } = await searchParams
  const issuer = oidcName()
  const path = typeof next === "string" ? next : undefined
  if (await currentUser()) redirect(safeNext(path))
  const t = await getTranslations("signIn")
  return (
    <AuthCard heading={t("heading")} text={t("text")}>
      {issuer && typeof problem === "string" && <SignInProblem problem={problem} issuer={issuer} />}
      <NextIntlClientProvider messages={await clientMessages("signIn", "errors")}>
        <SignInForm next={path} />
      </NextIntlClientProvider>
      <div className="stack gap-1">
        {mailWorks() && (
          <a className={buttonClass({ variant: "quiet", block: true })} href="/link">
            {t("byLink")}
          </a>
        )}
        {issuer && (
          <a
            className={buttonClass({ variant: "quiet", block: true })}
            href={`/sign-in/with${path ? `?next=${encodeURIComponent(path)}` : ""}`}
          >
            {t("with", { issuer })}
          </a>
        )}
        <a className={buttonClass({ variant: "ghost", block: true })} href="/reset">
          {t("forgot")}
        </a>
        {signUpOpen() && (
          <a className={buttonClass({ variant: "ghost", block: true })} href="/sign-up">
            {t("signUp")}
          </a>
        )}
      </div>
    </AuthCard>
  )
}
