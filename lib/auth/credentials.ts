import { z } from "zod"
import { verifyPassword } from "@/lib/auth/password"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { forgive, giveBack, spend } from "@/lib/rate-limit"

const pair = z.object({ email: z.string().trim().max(254).pipe(z.email()), password: z.string().max(1000) })

/**
 * Checks an e-mail and password; only failures stay counted. Same answer and same work for an unknown account, an account
 * without a password and a wrong password.
 * @param address client address, see lib/request
 * @throws AppError wrong_pair, too_many_tries
 */
export async function checkCredentials(input: unknown, address: string, userAgent: string | null) {
  const parsed = pair.safeParse(input)
  if (!parsed.success) throw new AppError("wrong_pair")
  const { email, password } = parsed.data
  const account = `${email.toLowerCase()} ${address}`
  // Counted before the password is looked at: a hundred tries at once must not all pass before the first has failed.
  await spend("sign-in", account)
  await spend("sign-in-address", address)
  const user = await db().user.findUnique({ where: { email } })
  const right = await verifyPassword(user?.passwordHash, password)
  if (!user || !right || user.disabledAt) throw new AppError("wrong_pair")
  await forgive("sign-in", account)
  await giveBack("sign-in-address", address)
  return { id: user.id, userAgent }
}
