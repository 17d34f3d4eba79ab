import "server-only"
import { holdAddress } from "@/lib/account/data/address-holder"
import { consumeLink, dropLinks, findLink } from "@/lib/account/data/links"
import { requirePassword } from "@/lib/account/data/password"
import type { User } from "@/lib/auth/actor"
import { db } from "@/lib/db"
import { AppError, isTaken } from "@/lib/errors"
import { addJob } from "@/lib/jobs/add"
import { mailWorks } from "@/lib/mail/queue"

export type AddressView = { email: string; verified: boolean; mailWorks: boolean }

/** The user's address, and whether it was ever proved to be theirs. */
export async function addressOf(user: User): Promise<AddressView> {
  const { emailVerifiedAt } = await db().user.findUniqueOrThrow({
    where: { id: user.id },
    select: { emailVerifiedAt: true },
  })
  return { email: user.email, verified: emailVerifiedAt !== null, mailWorks: mailWorks() }
}

/**
 * Another address; asks for the password. With mail it counts when it is confirmed there; without, at once.
 * @throws AppError invalid with the field, too_many_tries
 */
export async function changeAddress(user: User, email: string, currentPassword: string): Promise<void> {
  await requirePassword(user, currentPassword)
  if (mailWorks()) return askForAddress(user, email)
  try {
    await db().$transaction(async (tx) => {
      const holder = await holdAddress(tx, email)
      if (holder && holder.id !== user.id) throw new AppError("invalid", { email: "email_has_account" })
      await tx.user.update({ where: { id: user.id }, data: { email, emailVerifiedAt: null } })
    })
  } catch (error) {
    throw isTaken(error) ? new AppError("invalid", { email: "email_has_account" }) : error
  }
}

/** Mails a link that proves the address. Whether it has another account is found out later, and told only there. */
export async function askForAddress(user: User, email: string): Promise<void> {
  await addJob("account/address", { userId: user.id, email }, { key: crypto.randomUUID() })
}

/** The address that a link would give this user's account; null when it is not this user's. */
export async function addressBehind(user: User, token: string): Promise<string | null> {
  const link = await findLink("address", token)
  return link?.userId === user.id ? link.email : null
}

/**
 * Takes the address of a link for the account. Only its own user can: else somebody could bind their account to a
 * stranger's mailbox by one careless click there. Links mailed to the old address are dead.
 * @throws AppError link_dead, also when the address got an account meanwhile
 */
export async function confirmAddress(user: User, token: string): Promise<void> {
  const wanted = await addressBehind(user, token)
  if (!wanted) throw new AppError("link_dead")
  try {
    await db().$transaction(async (tx) => {
      const holder = await holdAddress(tx, wanted)
      if (holder && holder.id !== user.id) throw new AppError("link_dead")
      const { email } = await consumeLink(tx, "address", token)
      await tx.user.update({ where: { id: user.id }, data: { email, emailVerifiedAt: new Date() } })
      await dropLinks(tx, { userId: user.id, kind: { in: ["password", "signIn"] } })
    })
  } catch (error) {
    throw isTaken(error) ? new AppError("link_dead") : error
  }
}
