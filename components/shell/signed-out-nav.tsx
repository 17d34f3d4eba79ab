import { getTranslations } from "next-intl/server"

/**
 * The right part of the top bar for someone who is not signed in.
 * @param hostIt also leads to "On your own server", on the landing page
 */
export async function SignedOutNav({ hostIt }: { hostIt?: boolean }) {
  const t = await getTranslations("shell")
  return (
    <nav className="nav" aria-label={t("main")}>
      {hostIt && (
        <a className="hide-s" href="#host">
          {t("hostIt")}
        </a>
      )}
      <a href="/sign-in">{t("signIn")}</a>
    </nav>
  )
}
