import "server-only"
import { emptySeatsOfEndedSessions } from "@/lib/account/data/leave-calls"
import { consumeLink, dropLinks } from "@/lib/account/data/links"
import { tellPasswordChanged } from "@/lib/account/data/password-notice"
import { hashPassword } from "@/lib/auth/password"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"

/**
 * A new password by a one-time link. Every browser of the account is signed out and leaves its calls, no other link of it
 * works any more, and the mailbox is told.
 * @returns the account's id, and how many browsers were signed out
 * @throws AppError link_dead
 */
export async function resetByLink(token: string, password: string): Promise<{ userId: string; signedOut: number }> {
  const passwordHash = await hashPassword(password)
  const done = await db().$transaction(async (tx) => {
    const { userId, madeById, email } = await consumeLink(tx, "password", token)
    if (!userId) throw new AppError("link_dead")
    await tx.user.update({ where: { id: userId }, data: { passwordHash } })
    // Only who reads that mailbox has the link, unless an operator handed it over.
    if (!madeById) await tx.user.updateMany({ where: { id: userId, email }, data: { emailVerifiedAt: new Date() } })
    await dropLinks(tx, { userId, kind: { in: ["password", "signIn"] } })
    const { count } = await tx.session.deleteMany({ where: { userId } })
    await tellPasswordChanged(tx, userId)
    return { userId, signedOut: count }
  })
  await emptySeatsOfEndedSessions(done.userId)
  return done
}
