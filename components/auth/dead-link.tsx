import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { AuthCard } from "@/components/auth/auth-card"
import { buttonClass } from "@/components/ui/button"

/**
 * A one-time link that is wrong, used, expired or taken back: they look the same.
 * @param text what it was for, and where to get another
 * @param children another way on, above "Sign in"
 */
export async function DeadLink({ text, children }: { text: string; children?: ReactNode }) {
  const t = await getTranslations("deadLink")
  return (
    <AuthCard heading={t("heading")} text={text}>
      <div className="stack gap-2.5">
        {children}
        <a className={buttonClass({ variant: children ? "ghost" : "primary", block: true })} href="/sign-in">
          {t("signIn")}
        </a>
      </div>
    </AuthCard>
  )
}
