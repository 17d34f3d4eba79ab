import "server-only"
import { createHmac, timingSafeEqual } from "node:crypto"
import { holdAddress } from "@/lib/account/data/address-holder"
import { lockOperators } from "@/lib/account/data/operators"
import { hashPassword } from "@/lib/auth/password"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import type { Locale } from "@/lib/i18n/locales"

/** The token of the set-up link: derived, never stored, the same formula as in scripts/local/secrets.mjs. */
function setUpToken(): string {
  return createHmac("sha256", env().AUTH_SECRET).update("setup-link").digest("base64url").slice(0, 32)
}

/**
 * Is this the set-up link, and is it unused? Wrong and used look the same.
 */
export async function setUpOpen(token: string): Promise<boolean> {
  const right = Buffer.from(setUpToken())
  const shown = Buffer.from(token)
  if (right.length !== shown.length || !timingSafeEqual(right, shown)) return false
  return (await db().user.count({ where: { role: "operator" } })) === 0
}

/**
 * Makes the operator's account. Works once: the link is dead as soon as an operator exists.
 * @throws AppError setup_closed; invalid with the field when the e-mail is taken
 */
export async function setUpOperator(
  token: string,
  account: { name: string; email: string; password: string; locale?: Locale },
): Promise<void> {
  if (!(await setUpOpen(token))) throw new AppError("setup_closed")
  const { name, email, password, locale } = account
  const passwordHash = await hashPassword(password)
  await db().$transaction(async (tx) => {
    // Two browsers with the same link: the second waits here and then finds the operator.
    await lockOperators(tx)
    if ((await tx.user.count({ where: { role: "operator" } })) > 0) throw new AppError("setup_closed")
    if (await holdAddress(tx, email)) throw new AppError("invalid", { email: "email_taken" })
    await tx.user.create({ data: { name, email, passwordHash, locale, role: "operator" } })
  })
}
