import "server-only"
import type { User } from "@/lib/auth/actor"
import { db } from "@/lib/db"
import type { Locale } from "@/lib/i18n/locales"

/** Changes the name that calls and other people see. */
export async function saveName(user: User, name: string): Promise<void> {
  await db().user.update({ where: { id: user.id }, data: { name } })
}

/** Remembers how a user wants to read and see the site. An empty time zone is none. */
export async function saveLook(
  user: User,
  look: { locale?: Locale; theme?: string; timeZone?: string | null },
): Promise<void> {
  await db().user.update({ where: { id: user.id }, data: look })
}
