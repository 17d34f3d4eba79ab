import Link from "next/link"
import { getLocale, getTranslations } from "next-intl/server"
import { AccountMenu } from "@/components/shell/account-menu"
import { chosenTheme } from "@/components/shell/chosen-theme"
import type { User } from "@/lib/auth/actor"

/** The right part of the top bar for someone signed in. */
export async function SignedInNav({ user }: { user: User }) {
  const t = await getTranslations("shell")
  const words = {
    account: t("account", { name: user.name }),
    language: t("language"),
    theme: t("theme"),
    light: t("looks.light"),
    dark: t("looks.dark"),
    system: t("looks.system"),
    signOut: t("signOut"),
  }
  return (
    <>
      <nav className="nav" aria-label={t("main")}>
        <Link href="/rooms" aria-current="page">
          {t("rooms")}
        </Link>
      </nav>
      <AccountMenu
        user={{ id: user.id, name: user.name, email: user.email }}
        locale={await getLocale()}
        theme={await chosenTheme()}
        words={words}
      />
    </>
  )
}
