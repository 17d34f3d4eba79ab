import type { Messages } from "next-intl"

/**
 * The words of the call, fetched with its code: the lobby's page is small because it does without them.
 * @param locale as next-intl names it
 */
export async function callMessages(locale: string): Promise<Messages> {
  const words = locale === "ru" ? await import("@/messages/ru.json") : await import("@/messages/en.json")
  const { common, call, over, share } = words.default
  return { common, call, over, share }
}
