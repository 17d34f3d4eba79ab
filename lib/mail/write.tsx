import "server-only"
import { render } from "@react-email/render"
import { createTranslator } from "next-intl"
import type { Locale } from "@/lib/i18n/locales"
import { mailMessages } from "@/lib/i18n/mail-messages"
import { Layout, type Words } from "@/lib/mail/layout"
import { cleanText } from "@/lib/text"

/** Written and rendered: what leaves. */
export type Mail = { subject: string; html: string; text: string }

const longestName = 60

/** Writes a mail in the product's look, and the same words as plain text. */
export async function writeMail(locale: Locale, words: Omit<Words, "orOpen">): Promise<Mail> {
  const t = createTranslator({ locale, messages: await mailMessages(locale), namespace: "mail" })
  const whole = { ...words, orOpen: t("orOpen") }
  return {
    subject: cleanText(words.title),
    html: await render(<Layout locale={locale} words={whole} />),
    text: plainText(whole),
  }
}

/**
 * A person's name as it may stand in a mail: one line, not long, and nothing that a mail program would make a link of.
 * Strangers choose names, and a mail carries them to whomever they like.
 */
export function mailName(name: string): string {
  const line = [...cleanText(name)].slice(0, longestName).join("")
  // A word joiner is not seen; behind it no program finds an address any more.
  return line.replace(/[.:/@\\](?=\S)/gu, "$&\u2060")
}

/** The host that a link leads to, as a person reads it. */
export function siteOf(link: string): string {
  return new URL(link).host
}

function plainText({ lead, title, lines, button, note, orOpen: _ }: Words): string {
  const parts = [lead, title, ...lines, ...(button ? [`${button.label}:\n${button.link}`] : []), note, "-- \nEarshot"]
  return `${parts.join("\n\n")}\n`
}
