import type { Locale } from "@/lib/i18n/locales"

/**
 * The words of mails, in the reader's language: a mail is often written for somebody else than who makes the request.
 * @param locale the reader's
 */
export async function mailMessages(locale: Locale) {
  const words = locale === "ru" ? await import("@/messages/ru.json") : await import("@/messages/en.json")
  return { mail: words.default.mail }
}
