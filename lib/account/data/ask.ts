import "server-only"
import { makeLink } from "@/lib/account/data/links"
import {
  addressChangedMail,
  changeAddressMail,
  hasAccountMail,
  resetMail,
  signInMail,
  verifyMail,
} from "@/lib/account/mail"
import { linkLife, signUpMinutes } from "@/lib/account/rules"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { isLocale, type Locale } from "@/lib/i18n/locales"
import { mailWorks, queueMail } from "@/lib/mail/queue"
import { siteOrigin } from "@/lib/request"

/** May anybody make an account? Only where the link to it can be mailed. */
export function signUpOpen(): boolean {
  return env().SIGN_UP === "open" && mailWorks()
}

// These run as jobs: what a page answers, and how soon, must not depend on whether there is an account.

const account = { id: true, name: true, email: true, locale: true, disabledAt: true } as const

/** The language somebody is written to in. */
const readerOf = ({ name, locale }: { name: string; locale: string | null }) => ({
  name,
  locale: isLocale(locale) ? locale : ("en" as const),
})

/** Somebody forgot a password: a link by mail, if this address has an account. */
export async function mailPasswordLink(email: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: account })
    if (!user || user.disabledAt) return
    const { id, token } = await makeLink(tx, { kind: "password", userId: user.id, email: user.email })
    const link = `${siteOrigin()}/reset/${token}`
    const mail = await resetMail({ ...readerOf(user), link, minutes: linkLife.password })
    await queueMail({ key: `reset:${user.id}:${id}`, to: user.email, mail, tx })
  })
}

/** Somebody wants in without a password: a link by mail, if this address has an account. */
export async function mailSignInLink(email: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: account })
    if (!user || user.disabledAt) return
    const { id, token } = await makeLink(tx, { kind: "signIn", userId: user.id, email: user.email })
    const link = `${siteOrigin()}/link/${token}`
    const mail = await signInMail({ ...readerOf(user), link, minutes: linkLife.signIn })
    await queueMail({ key: `sign-in:${user.id}:${id}`, to: user.email, mail, tx })
  })
}

/** Somebody signs up: a link to the new account, or a word that there is one. */
export async function mailSignUp(wish: { email: string; name: string; locale: Locale }): Promise<void> {
  const { email, name, locale } = wish
  await db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: account })
    if (user) {
      if (user.disabledAt) return
      const mail = await hasAccountMail({ ...readerOf(user), link: `${siteOrigin()}/sign-in` })
      return queueMail({ key: `has-account:${user.id}:${crypto.randomUUID()}`, to: user.email, mail, tx })
    }
    const { id, token } = await makeLink(tx, { kind: "join", email, name, minutes: signUpMinutes })
    const mail = await verifyMail({ name, locale, link: `${siteOrigin()}/welcome/${token}`, minutes: signUpMinutes })
    await queueMail({ key: `join:${id}`, to: email, mail, tx })
  })
}

/** A user wants this address (or wants the present one confirmed): asked for there, and told to the old one. */
export async function mailAddressLink(userId: string, email: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: account })
    if (!user || user.disabledAt) return
    const taken = await tx.user.findUnique({ where: { email }, select: account })
    if (taken && taken.id !== userId) {
      const mail = await hasAccountMail({ ...readerOf(taken), link: `${siteOrigin()}/sign-in` })
      return queueMail({ key: `has-account:${taken.id}:${crypto.randomUUID()}`, to: taken.email, mail, tx })
    }
    const { id, token } = await makeLink(tx, { kind: "address", userId, email })
    const link = `${siteOrigin()}/confirm/${token}`
    const mail = await changeAddressMail({ ...readerOf(user), link, minutes: linkLife.address })
    await queueMail({ key: `address:${userId}:${id}`, to: email, mail, tx })
    if (taken) return
    const notice = await addressChangedMail({ ...readerOf(user), newAddress: email })
    await queueMail({ key: `address-notice:${userId}:${id}`, to: user.email, mail: notice, tx })
  })
}
