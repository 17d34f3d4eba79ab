"use server"

import { revalidatePath } from "next/cache"
import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { changePassword as change } from "@/lib/account/data/password"
import { saveName as rename, saveLook } from "@/lib/account/data/profile"
import { endOneSession, endOtherSessions } from "@/lib/account/data/sessions"
import { setUpOperator } from "@/lib/account/data/set-up"
import { safeNext } from "@/lib/account/rules"
import {
  lookSchema,
  nameSchema,
  othersSchema,
  passwordChangeSchema,
  sessionIdSchema,
  setUpSchema,
  signInSchema,
} from "@/lib/account/schema"
import { formAction } from "@/lib/action"
import { currentSessionId, currentUser, requireUser } from "@/lib/auth/session"
import { endSession, signInWithPassword } from "@/lib/auth/sign-in"
import { isLocale } from "@/lib/i18n/locales"
import { spend } from "@/lib/rate-limit"
import { clientAddress } from "@/lib/request"

const cookieLook = { path: "/", sameSite: "lax", maxAge: 365 * 24 * 3600 } as const

export const signIn = formAction(signInSchema, async ({ email, password, next }) => {
  await signInWithPassword(email, password)
  redirect(safeNext(next))
})

export const setUp = formAction(setUpSchema, async ({ token, ...account }) => {
  await spend("set-up", await clientAddress())
  await setUpOperator(token, account)
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
