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
import { mailKnown, mailWorks, queueMail } from "@/lib/mail/queue"
import { siteOrigin } from "@/lib/request"
import type { Prisma } from "@/prisma/generated/client"

/** May anybody make an account? Only where the link to it can be mailed. */
export function signUpOpen(): boolean {
  return env().SIGN_UP === "open" && mailWorks()
}

/** What is asked for on pages and found out behind them, see lib/account/jobs. */
export type AskJob = "account/reset" | "account/sign-in" | "account/sign-up" | "account/address"

// These run as jobs: what a page answers, and how soon, must not depend on whether there is an account. A job whose process
// is killed when all is done but the job itself comes again, so each names what it makes by its own id: `job`.

const account = { id: true, name: true, email: true, locale: true, disabledAt: true } as const

/** The language somebody is written to in. */
const readerOf = ({ name, locale }: { name: string; locale: string | null }) => ({
  name,
  locale: isLocale(locale) ? locale : ("en" as const),
})

/** Somebody forgot a password: a link by mail, if this address has an account. */
export async function mailPasswordLink(job: string, email: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: account })
    if (!user || user.disabledAt) return
    const key = `reset:${user.id}:${job}`
    if (await mailKnown(key, tx)) return
    const { token } = await makeLink(tx, { id: job, kind: "password", userId: user.id, email: user.email })
    const link = `${siteOrigin()}/reset/${token}`
    const mail = await resetMail({ ...readerOf(user), link, minutes: linkLife.password })
    await queueMail({ key, to: user.email, mail, tx })
  })
}

/** Somebody wants in without a password: a link by mail, if this address has an account. */
export async function mailSignInLink(job: string, email: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: account })
    if (!user || user.disabledAt) return
    const key = `sign-in:${user.id}:${job}`
    if (await mailKnown(key, tx)) return
    const { token } = await makeLink(tx, { id: job, kind: "signIn", userId: user.id, email: user.email })
    const link = `${siteOrigin()}/link/${token}`
    const mail = await signInMail({ ...readerOf(user), link, minutes: linkLife.signIn })
    await queueMail({ key, to: user.email, mail, tx })
  })
}

/** Somebody signs up: a link to the new account, or a word that there is one. */
export async function mailSignUp(job: string, wish: { email: string; name: string; locale: Locale }): Promise<void> {
  const { email, name, locale } = wish
  await db().$transaction(async (tx) => {
    const key = `join:${job}`
    if (await mailKnown(key, tx)) return
    const user = await tx.user.findUnique({ where: { email }, select: account })
    if (user) return tellHasAccount(tx, job, user)
    const { token } = await makeLink(tx, { id: job, kind: "join", email, name, minutes: signUpMinutes })
    const mail = await verifyMail({ name, locale, link: `${siteOrigin()}/welcome/${token}`, minutes: signUpMinutes })
    await queueMail({ key, to: email, mail, tx })
  })
}

/** A user wants this address (or wants the present one confirmed): asked for there, and told to the old one. */
export async function mailAddressLink(
  job: string,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  await db().$transaction(async (tx) => {
    const key = `address:${userId}:${job}`
    if (await mailKnown(key, tx)) return
    const user = await tx.user.findUnique({ where: { id: userId }, select: account })
    if (!user || user.disabledAt) return
    const taken = await tx.user.findUnique({ where: { email }, select: account })
    if (taken && taken.id !== userId) return tellHasAccount(tx, job, taken)
    const { token } = await makeLink(tx, { id: job, kind: "address", userId, email })
    const link = `${siteOrigin()}/confirm/${token}`
    const mail = await changeAddressMail({ ...readerOf(user), link, minutes: linkLife.address })
    await queueMail({ key, to: email, mail, tx })
    if (taken) return
    const notice = await addressChangedMail({ ...readerOf(user), newAddress: email })
    // Ends in no link's id: it must arrive also when the link is used up or taken back meanwhile.
    await queueMail({ key: `address-notice:${userId}:${job}:old`, to: user.email, mail: notice, tx })
  })
}

type Account = Prisma.UserGetPayload<{ select: typeof account }>

async function tellHasAccount(tx: Prisma.TransactionClient, job: string, user: Account): Promise<void> {
  if (user.disabledAt) return
  const mail = await hasAccountMail({ ...readerOf(user), link: `${siteOrigin()}/sign-in` })
  await queueMail({ key: `has-account:${user.id}:${job}`, to: user.email, mail, tx })
}
