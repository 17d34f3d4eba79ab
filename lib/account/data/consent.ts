import "server-only"
import { bindIdentity } from "@/lib/account/data/identities"
import type { User } from "@/lib/auth/actor"
import { checkCredentials } from "@/lib/auth/credentials"
import type { PendingIdentity } from "@/lib/auth/pending-identity"
import { AppError } from "@/lib/errors"

/**
 * Binds an identity to an account of which the person knows the password. Wrong ones are counted as at sign-in.
 * @param address client address, see lib/request
 * @throws AppError invalid with the field `password`, too_many_tries, link_dead
 */
export async function consentByPassword(pending: PendingIdentity, password: string, address: string): Promise<void> {
  const { id } = await checkCredentials({ email: pending.email, password }, address, null).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "wrong_pair"
      ? new AppError("invalid", { password: "password_wrong" })
      : error
  })
  // The address may have gone to another account since.
  if (id !== pending.userId) throw new AppError("link_dead")
  await bindIdentity(pending)
}

/**
 * Binds an identity to the account that this browser is signed in to.
 * @throws AppError forbidden for somebody else's account, link_dead
 */
export async function consentBySession(user: User, pending: PendingIdentity): Promise<void> {
  if (user.id !== pending.userId) throw new AppError("forbidden")
  await bindIdentity(pending)
}
