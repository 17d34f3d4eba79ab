"use server"

import { revalidatePath } from "next/cache"
import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { getLocale } from "next-intl/server"
import { joinByLink } from "@/lib/account/data/join"
import { changePassword as change } from "@/lib/account/data/password"
import {
  addPerson as add,
  setDisabled as disable,
  makePasswordLink as newPasswordLink,
  setRole as promote,
  renewPersonLink as renew,
  revokePersonLink as revoke,
} from "@/lib/account/data/people"
import { saveName as rename, saveLook } from "@/lib/account/data/profile"
import { resetByLink } from "@/lib/account/data/reset"
import { endOneSession, endOtherSessions } from "@/lib/account/data/sessions"
import { setUpOperator } from "@/lib/account/data/set-up"
import { safeNext } from "@/lib/account/rules"
import {
  disabledSchema,
  joinSchema,
  linkIdSchema,
  lookSchema,
  nameSchema,
  othersSchema,
  passwordChangeSchema,
  personSchema,
  resetSchema,
  roleSchema,
  sessionIdSchema,
  setUpSchema,
  signInSchema,
  userIdSchema,
} from "@/lib/account/schema"
import { formAction } from "@/lib/action"
import { currentSessionId, currentUser, requireUser } from "@/lib/auth/session"
import { endSession, signInAs, signInWithPassword } from "@/lib/auth/sign-in"
import { isLocale, type Locale } from "@/lib/i18n/locales"
import { spend } from "@/lib/rate-limit"
import { clientAddress, publicOrigin } from "@/lib/request"

const cookieLook = { path: "/", sameSite: "lax", maxAge: 365 * 24 * 3600 } as const

/** The language of this request's page: what a new account is written to in. */
async function readersLocale(): Promise<Locale> {
  const locale = await getLocale()
  return isLocale(locale) ? locale : "en"
}

export const signIn = formAction(signInSchema, async ({ email, password, next }) => {
  await signInWithPassword(email, password)
  redirect(safeNext(next))
})

export const setUp = formAction(setUpSchema, async ({ token, ...account }) => {
  await spend("set-up", await clientAddress())
  await setUpOperator(token, { ...account, locale: await readersLocale() })
  await signInWithPassword(account.email, account.password)
  redirect("/rooms")
})

export async function signOut(): Promise<void> {
  await endSession()
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
  await signInAs(await joinByLink(token, { name, password, locale: await readersLocale() }))
  redirect("/rooms")
})

/** What stands behind a one-time link to a new password. */
export const resetPassword = formAction(resetSchema, async ({ token, password }) => {
  await spend("link", await clientAddress())
  const { userId } = await resetByLink(token, password)
  await signInAs(userId)
  redirect("/reset/done")
})

const welcomeLink = async (token: string) => `${await publicOrigin()}/welcome/${token}`

export const addPerson = formAction(personSchema, async (person) => {
  const user = await requireUser()
  await spend("people", user.id)
  const { token } = await add(user, person)
  revalidatePath("/people")
  return { link: await welcomeLink(token), name: person.name }
})

export const renewPersonLink = formAction(linkIdSchema, async ({ linkId }) => {
  const { token } = await renew(await requireUser(), linkId)
  revalidatePath("/people")
  return { link: await welcomeLink(token) }
})

export const revokePersonLink = formAction(linkIdSchema, async ({ linkId }) => {
  await revoke(await requireUser(), linkId)
  revalidatePath("/people")
})

export const makePasswordLink = formAction(userIdSchema, async ({ userId }) => {
  const { token } = await newPasswordLink(await requireUser(), userId)
  return { link: `${await publicOrigin()}/reset/${token}` }
})

export const setDisabled = formAction(disabledSchema, async ({ userId, disabled }) => {
  await disable(await requireUser(), userId, disabled === "yes")
  revalidatePath("/people")
})

export const setRole = formAction(roleSchema, async ({ userId, role }) => {
  await promote(await requireUser(), userId, role)
  revalidatePath("/people")
})
