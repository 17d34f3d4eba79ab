import "server-only"
import { createTranslator } from "next-intl"
import type { Locale } from "@/lib/i18n/locales"
import { mailMessages } from "@/lib/i18n/mail-messages"
import { type Mail, mailName, siteOf, writeMail } from "@/lib/mail/write"

type Reader = { name: string; link: string; locale: Locale }

async function words(locale: Locale) {
  return { locale, messages: await mailMessages(locale) }
}

/** How long a link holds, as people say it. */
async function span(locale: Locale, minutes: number): Promise<string> {
  const t = createTranslator({ ...(await words(locale)), namespace: "mail.span" })
  if (minutes < 120) return t("minutes", { count: minutes })
  if (minutes < 48 * 60) return t("hours", { count: Math.round(minutes / 60) })
  return t("days", { count: Math.round(minutes / (24 * 60)) })
}

type Lasting = Reader & { minutes: number }

/** Greeting, button and how long it holds: the mails that differ in their words only. */
async function linkMail(
  about: "verify" | "reset" | "changeAddress" | "signIn",
  { name, link, locale, minutes }: Lasting,
): Promise<Mail> {
  const t = createTranslator({ ...(await words(locale)), namespace: "mail" })
  return writeMail(locale, {
    lead: t(`${about}.lead`),
    title: t(`${about}.title`),
    lines: [t(`${about}.text`, { name: mailName(name), site: siteOf(link) })],
    button: { label: t(`${about}.button`), link },
    note: t(`${about}.note`, { span: await span(locale, minutes) }),
  })
}

/** To a new account's address: is it theirs? */
export const verifyMail = (reader: Lasting): Promise<Mail> => linkMail("verify", reader)

/** To whoever forgot the password. */
export const resetMail = (reader: Lasting): Promise<Mail> => linkMail("reset", reader)

/** To the new address of somebody who changes it. */
export const changeAddressMail = (reader: Lasting): Promise<Mail> => linkMail("changeAddress", reader)

/** A link in place of the password. */
export const signInMail = (reader: Lasting): Promise<Mail> => linkMail("signIn", reader)

/** To the old address: there may be somebody at the account who should not be. */
export async function addressChangedMail(change: { name: string; newAddress: string; locale: Locale }): Promise<Mail> {
  const { name, newAddress, locale } = change
  const t = createTranslator({ ...(await words(locale)), namespace: "mail.addressChanged" })
  return writeMail(locale, {
    lead: t("lead"),
    title: t("title"),
    lines: [t("text", { name: mailName(name), address: newAddress })],
    note: t("note"),
  })
}

/** To somebody whom the operator gave an account: a link to choose a password. */
export async function addedMail({
  name,
  link,
  locale,
  by,
  days,
}: Reader & { by: string; days: number }): Promise<Mail> {
  const t = createTranslator({ ...(await words(locale)), namespace: "mail.added" })
  return writeMail(locale, {
    lead: t("lead"),
    title: t("title"),
    lines: [t("text", { name: mailName(name), by: mailName(by), site: siteOf(link) })],
    button: { label: t("button"), link },
    note: t("note", { span: await span(locale, days * 24 * 60) }),
  })
}

/** To an address that has an account, when somebody signs up with it: the page says the same as to everybody else. */
export async function hasAccountMail({ name, link, locale }: Reader): Promise<Mail> {
  const t = createTranslator({ ...(await words(locale)), namespace: "mail.hasAccount" })
  return writeMail(locale, {
    lead: t("lead"),
    title: t("title"),
    lines: [t("text", { name: mailName(name), site: siteOf(link) })],
    button: { label: t("button"), link },
    note: t("note"),
  })
}

/** After a change or a reset: who did not do it must hear of it, and gets a way to undo it. */
export async function passwordChangedMail({ name, link, locale }: Reader): Promise<Mail> {
  const t = createTranslator({ ...(await words(locale)), namespace: "mail.passwordChanged" })
  return writeMail(locale, {
    lead: t("lead"),
    title: t("title"),
    lines: [t("text", { name: mailName(name), site: siteOf(link) })],
    button: { label: t("button"), link },
    note: t("note"),
  })
}

const roomsNamed = 5

/** To whoever was given the rooms of an erased account. Names nobody who is gone. */
export async function roomsPassedMail({ name, link, locale, rooms }: Reader & { rooms: string[] }): Promise<Mail> {
  const t = createTranslator({ ...(await words(locale)), namespace: "mail.roomsPassed" })
  const named = rooms.slice(0, roomsNamed).map(mailName)
  const more = rooms.length - named.length
  const list = more > 0 ? [...named, t("more", { count: more })] : named
  return writeMail(locale, {
    lead: t("lead"),
    title: t("title"),
    lines: [
      t("text", { name: mailName(name), site: siteOf(link), count: rooms.length }),
      new Intl.ListFormat(locale).format(list),
    ],
    button: { label: t("button"), link },
    note: t("note"),
  })
}
