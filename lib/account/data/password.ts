import "server-only"
import { emptySeatsOfEndedSessions } from "@/lib/account/data/leave-calls"
import { dropLinks } from "@/lib/account/data/links"
import { tellPasswordChanged } from "@/lib/account/data/password-notice"
import type { User } from "@/lib/auth/actor"
import { hashPassword, verifyPassword } from "@/lib/auth/password"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { forgive, spend } from "@/lib/rate-limit"

/**
 * Asks for the password once more, before something that must not happen in a browser left open. Five wrong ones in
 * 15 minutes, and the account rests.
 * @throws AppError invalid with the field `currentPassword`, too_many_tries
 */
export async function requirePassword(user: User, current: string): Promise<void> {
  // Counted before it is looked at: a hundred at once must not all pass before the first has failed.
  await spend("password", user.id)
  const row = await db().user.findUnique({ where: { id: user.id }, select: { passwordHash: true } })
  if (!(await verifyPassword(row?.passwordHash, current)))
    throw new AppError("invalid", { currentPassword: row?.passwordHash === null ? "password_none" : "password_wrong" })
  await forgive("password", user.id)
}

/**
 * A new password; every other browser of the account is signed out and leaves its calls, links mailed for the old one are dead, and the mailbox
 * is told.
 * @param here id of the Session row that stays
 * @returns how many browsers were signed out
 * @throws AppError invalid with the field `currentPassword`, too_many_tries
 */
export async function changePassword(user: User, here: string, current: string, password: string): Promise<number> {
  await requirePassword(user, current)
  const passwordHash = await hashPassword(password)
  const others = await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } })
    await dropLinks(tx, { userId: user.id, kind: { in: ["password", "signIn"] } })
    const { count } = await tx.session.deleteMany({ where: { userId: user.id, id: { not: here } } })
    await tellPasswordChanged(tx, user.id)
    return count
  })
  await emptySeatsOfEndedSessions(user.id)
  return others
}
