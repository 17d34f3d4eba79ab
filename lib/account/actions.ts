"use server"

import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { saveLook, setUpOperator } from "@/lib/account/data"
import { safeNext } from "@/lib/account/rules"
import { setUpSchema, signInSchema } from "@/lib/account/schema"
import { formAction } from "@/lib/action"
import { currentUser } from "@/lib/auth/session"
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
