import type { Messages } from "next-intl"

/**
 * The words of the call, fetched with its code: the lobby's page is small because it does without them.
 * @param locale as next-intl names it
 */
export async function callMessages(locale: string): Promise<Messages> {
  const { common, call, help, over, share } = await everyWord(locale)
  return { common, call, help, over, share }
}

/** The steps that bring a microphone back: most people never need them. */
export async function helpMessages(locale: string): Promise<Messages> {
  const { help } = await everyWord(locale)
  return { help }
}

async function everyWord(locale: string) {
  const words = locale === "ru" ? await import("@/messages/ru.json") : await import("@/messages/en.json")
  return words.default
}
