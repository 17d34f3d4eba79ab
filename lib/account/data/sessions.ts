import "server-only"
import { emptySeatsOfEndedSessions } from "@/lib/account/data/leave-calls"
import type { User } from "@/lib/auth/actor"
import { currentUser } from "@/lib/auth/session"
import { db } from "@/lib/db"
import { isUuid } from "@/lib/ids"

export type SignedInBrowser = { id: string; userAgent: string | null; lastSeenAt: Date; isThis: boolean }

/**
 * The browsers in which the user is signed in, this one first, then the last used.
 * @param here id of this browser's Session row
 */
export async function listSessions(user: User, here: string): Promise<SignedInBrowser[]> {
  const rows = await db().session.findMany({
    where: { userId: user.id, expires: { gt: new Date() } },
    select: { id: true, userAgent: true, lastSeenAt: true },
    orderBy: { lastSeenAt: "desc" },
  })
  const browsers = rows.map((row) => ({ ...row, isThis: row.id === here }))
  return [...browsers.filter(({ isThis }) => isThis), ...browsers.filter(({ isThis }) => !isThis)]
}

/**
 * Signs one browser of the user's out, at its next request, and out of its calls. Harmless when it is out already or
 * somebody else's.
 */
export async function endOneSession(user: { id: string }, sessionId: string): Promise<void> {
  if (!isUuid(sessionId)) return
  await db().session.deleteMany({ where: { id: sessionId, userId: user.id } })
  await emptySeatsOfEndedSessions(user.id)
}

/**
 * Signs every browser of the user's out but this one, and out of its calls.
 * @param here id of this browser's Session row
 * @returns how many
 */
export async function endOtherSessions(user: User, here: string): Promise<number> {
  const { count } = await db().session.deleteMany({ where: { userId: user.id, id: { not: here } } })
  await emptySeatsOfEndedSessions(user.id)
  return count
}

/**
 * Signs this browser in, in the place of whoever was signed in there before: one browser is one session.
 * @param signIn what does it
 */
export async function signInInstead(signIn: () => Promise<void>): Promise<void> {
  const before = await currentUser()
  await signIn()
  if (before?.sessionId) await endOneSession(before, before.sessionId)
}
