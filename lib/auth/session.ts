import { cookies } from "next/headers"
import { cache } from "react"
import type { User } from "@/lib/auth/actor"
import { auth, sessionRow } from "@/lib/auth/config"
import { AppError } from "@/lib/errors"

/** Who is signed in, once per request; null when nobody is. */
export const currentUser = cache(async (): Promise<User | null> => {
  const jar = await cookies()
  if (!jar.getAll().some((cookie) => cookie.name.includes("authjs.session-token"))) return null
  const session = await auth()
  const row = session?.sessionId ? await sessionRow(session.sessionId) : null
  if (!row) return null
  const { id, name, email, role, locale, theme, timeZone } = row.user
  return { kind: "user", id, name, email, role, locale, theme, timeZone, sessionId: row.id }
})

/**
 * The signed-in user.
 * @throws AppError signed_out
 */
export async function requireUser(): Promise<User> {
  const user = await currentUser()
  if (!user) throw new AppError("signed_out")
  return user
}

/** The id of the Session row of this browser; empty when nobody is signed in. */
export async function currentSessionId(): Promise<string> {
  return (await auth())?.sessionId ?? ""
}
