import { getLocale, getTranslations } from "next-intl/server"
import { chosenTheme } from "@/components/shell/chosen-theme"
import { localeNames } from "@/components/shell/locale-names"
import { setLocale, setTheme } from "@/lib/account/actions"
import { env } from "@/lib/env"

/** Language and look for everyone, as forms of plain buttons: they work before and without a script. */
export async function PageFoot({ picks = true }: { picks?: boolean }) {
  const t = await getTranslations("shell")
  return (
    <footer className="wrap foot">
      <span>{t("promise")}</span>
      <Law />
      {picks && <Picks />}
    </footer>
  )
}

async function Picks() {
  const t = await getTranslations("shell")
  const [locale, theme] = [await getLocale(), await chosenTheme()]
  return (
    <div className="picks">
      <form>
        <fieldset>
          <legend className="vh">{t("language")}</legend>
          {localeNames.map(({ value, label }) => (
            <button
              key={value}
              className="pick"
              type="submit"
              lang={value}
              aria-pressed={value === locale}
              formAction={setLocale.bind(null, value)}
            >
              {label}
            </button>
          ))}
        </fieldset>
      </form>
      <form>
        <fieldset>
          <legend className="vh">{t("theme")}</legend>
          {(["light", "dark", "system"] as const).map((value) => (
            <button
              key={value}
              className="pick"
              type="submit"
              aria-pressed={value === theme}
              formAction={setTheme.bind(null, value)}
            >
              {t(`looks.${value}`)}
            </button>
          ))}
        </fieldset>
      </form>
    </div>
  )
}

/** Where the law asks for it: who runs this installation, and what becomes of what is known about people. */
async function Law() {
  const t = await getTranslations("shell")
  const { IMPRINT_URL, PRIVACY_URL } = env()
  if (!IMPRINT_URL && !PRIVACY_URL) return null
  return (
    <nav className="picks" aria-label={t("law")}>
      {IMPRINT_URL && (
        <a className="pick" href={IMPRINT_URL}>
          {t("imprint")}
        </a>
      )}
      {PRIVACY_URL && (
        <a className="pick" href={PRIVACY_URL}>
          {t("privacy")}
        </a>
      )}
    </nav>
  )
}
