"use server"

import { revalidatePath } from "next/cache"
import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { getLocale } from "next-intl/server"
import { askForAddress, changeAddress as changeTo, confirmAddress as confirm } from "@/lib/account/data/address"
import { type AskJob, signUpOpen } from "@/lib/account/data/ask"
import { consentByPassword, consentBySession } from "@/lib/account/data/consent"
import { eraseAccount as erase } from "@/lib/account/data/erase"
import { removeIdentity } from "@/lib/account/data/identities"
import { joinByLink } from "@/lib/account/data/join"
import { changePassword as change } from "@/lib/account/data/password"
import { saveName as rename, saveLook } from "@/lib/account/data/profile"
import { resetByLink } from "@/lib/account/data/reset"
import { endOneSession, endOtherSessions, signInInstead } from "@/lib/account/data/sessions"
import { setUpOperator } from "@/lib/account/data/set-up"
import { signInByLink as useUp } from "@/lib/account/data/sign-in-link"
import { safeNext } from "@/lib/account/rules"
import {
  addressSchema,
  askResetSchema,
  consentSchema,
  eraseSchema,
  identitySchema,
  joinSchema,
  lookSchema,
  nameSchema,
  othersSchema,
  passwordChangeSchema,
  resetSchema,
  sessionIdSchema,
  setUpSchema,
  signInSchema,
  signUpSchema,
  tokenSchema,
  verifySchema,
} from "@/lib/account/schema"
import { formAction } from "@/lib/action"
import { forgetPending, readPending } from "@/lib/auth/pending-identity"
import { currentSessionId, currentUser, requireUser } from "@/lib/auth/session"
import { endSession, signInAs, signInWithPassword } from "@/lib/auth/sign-in"
import { AppError } from "@/lib/errors"
import { isLocale, type Locale } from "@/lib/i18n/locales"
import { addJob } from "@/lib/jobs/add"
import { mailWorks } from "@/lib/mail/queue"
import { spend } from "@/lib/rate-limit"
import { clientAddress } from "@/lib/request"

const cookieLook = { path: "/", sameSite: "lax", maxAge: 365 * 24 * 3600 } as const

/** The language of this request's page: what a new account is written to in. */
async function readersLocale(): Promise<Locale> {
  const locale = await getLocale()
  return isLocale(locale) ? locale : "en"
}

export const signIn = formAction(signInSchema, async ({ email, password, next }) => {
  await signInInstead(() => signInWithPassword(email, password))
  redirect(safeNext(next))
})

export const setUp = formAction(setUpSchema, async ({ token, ...account }) => {
  await spend("set-up", await clientAddress())
  await setUpOperator(token, { ...account, locale: await readersLocale() })
  await signInInstead(() => signInWithPassword(account.email, account.password))
  redirect("/rooms")
})

export async function signOut(): Promise<void> {
  const user = await currentUser()
  await endSession()
  if (user?.sessionId) await endOneSession(user, user.sessionId)
  redirect("/")
}

/** Light, dark, or as the system says. */
export async function setTheme(theme: string): Promise<void> {
  if (theme !== "light" && theme !== "dark" && theme !== "system") return
  const jar = await cookies()
  jar.set("theme", theme, cookieLook)
  const user = await currentUser()
  if (user) await saveLook(user, { theme })
}

export async function setLocale(locale: string): Promise<void> {
  if (!isLocale(locale)) return
  const jar = await cookies()
  jar.set("locale", locale, cookieLook)
  const user = await currentUser()
  if (user) await saveLook(user, { locale })
}

export const saveName = formAction(nameSchema, async ({ name }) => {
  await rename(await requireUser(), name)
  revalidatePath("/", "layout")
})

export const saveLanguageAndLook = formAction(lookSchema, async ({ locale, theme, timeZone }) => {
  const user = await requireUser()
  const jar = await cookies()
  jar.set("theme", theme, cookieLook)
  jar.set("locale", locale, cookieLook)
  await saveLook(user, { locale, theme, timeZone: timeZone || null })
  revalidatePath("/", "layout")
})

export const changePassword = formAction(passwordChangeSchema, async ({ currentPassword, password }) => {
  const others = await change(await requireUser(), await currentSessionId(), currentPassword, password)
  revalidatePath("/settings")
  return { others: String(others) }
})

export const signOutOne = formAction(sessionIdSchema, async ({ sessionId }) => {
  await endOneSession(await requireUser(), sessionId)
  revalidatePath("/settings")
})

export const signOutOthers = formAction(othersSchema, async () => {
  const others = await endOtherSessions(await requireUser(), await currentSessionId())
  revalidatePath("/settings")
  return { others: String(others) }
})

/** What stands behind the one-time link of somebody who was added, or who signs up. */
export const join = formAction(joinSchema, async ({ token, name, password }) => {
  await spend("link", await clientAddress())
  const userId = await joinByLink(token, { name, password, locale: await readersLocale() })
  await signInInstead(() => signInAs(userId))
  redirect("/rooms")
})

/** Asked for without signing in: always the same answer, after the same work. What follows is found out by a job. */
async function laterByMail(job: Exclude<AskJob, "account/address">, wish: { email: string; name?: string }) {
  await spend("mail-ask", await clientAddress())
  try {
    await spend("mail-to", `${job} ${wish.email.toLowerCase()}`)
  } catch (error) {
    if (error instanceof AppError && error.code === "too_many_tries") return { email: wish.email }
    throw error
  }
  await addJob(job, { ...wish, locale: await readersLocale() }, { key: crypto.randomUUID() })
  return { email: wish.email }
}

export const askReset = formAction(askResetSchema, async ({ email }) => {
  if (!mailWorks()) throw new AppError("mail_off")
  return laterByMail("account/reset", { email })
})

export const askLink = formAction(askResetSchema, async ({ email }) => {
  if (!mailWorks()) throw new AppError("mail_off")
  return laterByMail("account/sign-in", { email })
})

/** The press behind a mailed link; only looking at it signs nobody in. */
export const signInByLink = formAction(tokenSchema, async ({ token }) => {
  await spend("link", await clientAddress())
  const userId = await useUp(token)
  await signInInstead(() => signInAs(userId))
  redirect("/rooms")
})

/** "This account is mine": from here on the other site signs this person in to it. */
export const consentToIdentity = formAction(consentSchema, async ({ password }) => {
  const pending = await readPending()
  if (!pending) redirect("/sign-in?problem=late")
  const user = await currentUser()
  if (user?.id === pending.userId) await consentBySession(user, pending)
  else {
    await consentByPassword(pending, password, await clientAddress())
    await signInInstead(() => signInAs(pending.userId))
  }
  await forgetPending()
  redirect(safeNext(pending.next))
})

export const cutIdentity = formAction(identitySchema, async ({ identityId, currentPassword }) => {
  await removeIdentity(await requireUser(), identityId, currentPassword)
  revalidatePath("/settings")
})

export const signUp = formAction(signUpSchema, async (wish) => {
  if (!signUpOpen()) throw new AppError("forbidden")
  return laterByMail("account/sign-up", wish)
})

export const changeAddress = formAction(addressSchema, async ({ email, currentPassword }) => {
  const user = await requireUser()
  await spend("mail-to", `change ${email.toLowerCase()}`)
  await changeTo(user, email, currentPassword)
  revalidatePath("/settings")
  return { email }
})

export const verifyAddress = formAction(verifySchema, async () => {
  const user = await requireUser()
  if (!mailWorks()) throw new AppError("mail_off")
  await spend("mail-to", `verify ${user.email.toLowerCase()}`)
  await askForAddress(user, user.email)
  return { email: user.email }
})

export const confirmAddress = formAction(tokenSchema, async ({ token }) => {
  await confirm(await requireUser(), token)
  redirect("/confirm/done")
})

/** What stands behind a one-time link to a new password. */
export const resetPassword = formAction(resetSchema, async ({ token, password }) => {
  await spend("link", await clientAddress())
  const { userId } = await resetByLink(token, password)
  await signInInstead(() => signInAs(userId))
  redirect("/reset/done")
})

export const eraseAccount = formAction(eraseSchema, async (farewell) => {
  await erase(await requireUser(), farewell)
  await endSession()
  redirect("/goodbye")
})
