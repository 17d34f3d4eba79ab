import { cookies, headers } from "next/headers"
import { getRequestConfig } from "next-intl/server"
import type { User } from "@/lib/auth/actor"
import { currentUser } from "@/lib/auth/session"
import { acceptedLocale, isLocale, type Locale } from "@/lib/i18n/locales"

/** Locale of this request: the user's setting, else the cookie, else Accept-Language. */
async function requestLocale(user: User | null): Promise<Locale> {
  if (isLocale(user?.locale)) return user.locale
  const chosen = (await cookies()).get("locale")?.value
  if (isLocale(chosen)) return chosen
  return acceptedLocale((await headers()).get("accept-language") ?? "")
}

export default getRequestConfig(async () => {
  // Words must not depend on the database: an error page is drawn while it is down.
  const user = await currentUser().catch(() => null)
  const locale = await requestLocale(user)
  const messages = locale === "ru" ? await import("@/messages/ru.json") : await import("@/messages/en.json")
  return { locale, messages: messages.default, timeZone: user?.timeZone ?? "UTC" }
})
