import "server-only"
import { holdAddress } from "@/lib/account/data/address-holder"
import { consumeLink, dropLinks, findLink } from "@/lib/account/data/links"
import { hashPassword } from "@/lib/auth/password"
import { db } from "@/lib/db"
import { AppError, isTaken } from "@/lib/errors"
import type { Locale } from "@/lib/i18n/locales"

/**
 * Makes the account that a link of the kind "join" is for.
 * @param account the name and password that the person chose, and the language they read
 * @returns the new account's id
 * @throws AppError link_dead, also when the address has an account by now
 */
export async function joinByLink(
  token: string,
  { password, ...account }: { name: string; password: string; locale: Locale },
): Promise<string> {
  const passwordHash = await hashPassword(password)
  const link = await findLink("join", token)
  if (!link) throw new AppError("link_dead")
  try {
    return await db().$transaction(async (tx) => {
      if (await holdAddress(tx, link.email)) throw new AppError("link_dead")
      const { email, madeById } = await consumeLink(tx, "join", token)
      // A link that an operator saw proves nothing about the mailbox; one that was only mailed does.
      const emailVerifiedAt = madeById ? null : new Date()
      const { id } = await tx.user.create({ data: { ...account, email, passwordHash, emailVerifiedAt } })
      await dropLinks(tx, { kind: "join", email })
      return id
    })
  } catch (error) {
    throw isTaken(error) ? new AppError("link_dead") : error
  }
}
