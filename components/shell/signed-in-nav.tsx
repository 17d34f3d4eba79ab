import { getLocale, getTranslations } from "next-intl/server"
import { AccountMenu } from "@/components/shell/account-menu"
import { chosenTheme } from "@/components/shell/chosen-theme"
import { NavLinks } from "@/components/shell/nav-links"
import { mayRunServer } from "@/lib/account/rules"
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
    settings: t("settings"),
    people: t("people"),
    status: t("status"),
    signOut: t("signOut"),
  }
  const operatorsLinks = [
    { href: "/people", text: t("people"), hideOnPhones: true },
    { href: "/status", text: t("status"), hideOnPhones: true },
  ]
  return (
    <>
      <NavLinks
        label={t("main")}
        links={[
          { href: "/rooms", text: t("rooms") },
          ...(mayRunServer(user) ? operatorsLinks : []),
          { href: "/settings", text: t("settings"), hideOnPhones: true },
        ]}
      />
      <AccountMenu
        user={{ id: user.id, name: user.name, email: user.email }}
        locale={await getLocale()}
        theme={await chosenTheme()}
        words={words}
        runsServer={mayRunServer(user)}
      />
    </>
  )
}
