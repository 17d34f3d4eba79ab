import { z } from "zod"
import { verifyPassword } from "@/lib/auth/password"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { forgive, mayTry, spend } from "@/lib/rate-limit"

const pair = z.object({ email: z.string().trim().max(254), password: z.string().max(1000) })

/**
 * Checks an e-mail and password; only failures are counted. Same answer and same work for an unknown account, an account
 * without a password and a wrong password.
 * @param address client address, see lib/request
 * @throws AppError wrong_pair, too_many_tries
 */
export async function checkCredentials(input: unknown, address: string, userAgent: string | null) {
  const parsed = pair.safeParse(input)
  if (!parsed.success) throw new AppError("wrong_pair")
  const { email, password } = parsed.data
  const account = `${email.toLowerCase()} ${address}`
  await mayTry("sign-in", account)
  await mayTry("sign-in-address", address)
  const user = await db().user.findUnique({ where: { email } })
  const right = await verifyPassword(user?.passwordHash, password)
  if (!user || !right || user.disabledAt) {
    await countFailure("sign-in", account)
    await countFailure("sign-in-address", address)
    throw new AppError("wrong_pair")
  }
  await forgive("sign-in", account)
  return { id: user.id, userAgent }
}

async function countFailure(limit: "sign-in" | "sign-in-address", key: string) {
  await spend(limit, key).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}
