import { createHmac } from "node:crypto"
import type { User } from "@/lib/auth/actor"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import type { Prisma } from "@/prisma/generated/client"

/**
 * What a token for a call carries of the signed-in browser it was made for. Everybody in the call can read it, so it says
 * nothing and is another one for each seat.
 */
export function seatMark(participantId: string, sessionId: string): string {
  return createHmac("sha256", env().AUTH_SECRET)
    .update(`seat ${participantId} ${sessionId}`)
    .digest("base64url")
    .slice(0, 22)
}

/**
 * The marks with which a user may sit in this seat: one for each browser in which the user is signed in now. A seat
 * without a mark, from a version that made none, holds as long as there is any.
 */
export async function seatRule(userId: string, participantId: string): Promise<(mark: string | null) => boolean> {
  const sessions = await db().session.findMany({
    where: { userId, expires: { gt: new Date() }, user: { disabledAt: null } },
    select: { id: true },
  })
  const marks = sessions.map(({ id }) => seatMark(participantId, id))
  return (mark) => (mark === null ? marks.length > 0 : marks.includes(mark))
}

/**
 * Does something in a transaction during which the account is neither shut nor erased: whoever wants that waits, and then
 * finds what was done here.
 * @throws AppError signed_out when it is one or the other already
 */
export async function asLivingUser<Result>(
  user: User,
  act: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  return db().$transaction(async (tx) => {
    const found = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "User" WHERE "id" = ${user.id}::uuid AND "disabledAt" IS NULL FOR SHARE`
    if (found.length === 0) throw new AppError("signed_out")
    return act(tx)
  })
}
