import "server-only"
import { consumeLink, dropLinks } from "@/lib/account/data/links"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"

/**
 * Uses up a link that signs in without a password. Who has it reads the account's mailbox.
 * @returns the account's id
 * @throws AppError link_dead
 */
export async function signInByLink(token: string): Promise<string> {
  return db().$transaction(async (tx) => {
    const { userId, email } = await consumeLink(tx, "signIn", token)
    if (!userId) throw new AppError("link_dead")
    await tx.user.updateMany({
      where: { id: userId, email, emailVerifiedAt: null },
      data: { emailVerifiedAt: new Date() },
    })
    await dropLinks(tx, { userId, kind: "signIn" })
    return userId
  })
}
