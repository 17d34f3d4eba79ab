import "server-only"
import { holdAddress } from "@/lib/account/data/address-holder"
import { dropLinks } from "@/lib/account/data/links"
import { requirePassword } from "@/lib/account/data/password"
import type { User } from "@/lib/auth/actor"
import type { OidcClaims } from "@/lib/auth/oidc"
import type { PendingIdentity } from "@/lib/auth/pending-identity"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError, isTaken } from "@/lib/errors"
import type { Locale } from "@/lib/i18n/locales"
import { mailAddress } from "@/lib/mail/address"
import { visibleText } from "@/lib/text"

/** Who a person with these claims is here. */
export type Arrival =
  | { at: "in"; userId: string }
  /** There is an account with this address; the person has to show that it is theirs. */
  | { at: "consent"; userId: string }
  | { at: "refused"; problem: "unverified" | "closed" | "shut" }

const longestName = 60

/**
 * Decides who somebody is whom the issuer has recognised, and makes an account where that is allowed: SIGN_UP=open, or a
 * living link of an operator for this very address. An account that is there already is never taken by its address alone.
 * @param locale for a new account
 */
export async function arrive(claims: OidcClaims, locale: Locale): Promise<Arrival> {
  try {
    return await decide(claims, locale)
  } catch (error) {
    // Made in another way in the same moment, such as by the operator's link.
    if (isTaken(error)) return decide(claims, locale)
    throw error
  }
}

async function decide(claims: OidcClaims, locale: Locale): Promise<Arrival> {
  const { issuer, subject, email, verified, name } = claims
  const known = await db().identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { user: { select: { id: true, disabledAt: true } } },
  })
  if (known?.user.disabledAt) return { at: "refused", problem: "shut" }
  if (known) return { at: "in", userId: known.user.id }
  const address = mailAddress.safeParse(email)
  if (!verified || !address.success) return { at: "refused", problem: "unverified" }
  const taken = await db().user.findUnique({
    where: { email: address.data },
    select: { id: true, disabledAt: true, identities: { where: { issuer, subject }, select: { id: true } } },
  })
  if (taken?.disabledAt) return { at: "refused", problem: "shut" }
  // Made in another tab since the first question, identity and all: then it is theirs.
  if (taken) return { at: taken.identities.length > 0 ? "in" : "consent", userId: taken.id }
  const made = await db().$transaction(async (tx): Promise<Arrival | null> => {
    // In two tabs at once: the second waits here.
    if (await holdAddress(tx, address.data)) return null
    const invited = { kind: "join" as const, email: address.data, usedAt: null, madeById: { not: null } }
    const invitations = await tx.oneTimeLink.count({ where: { ...invited, expiresAt: { gt: new Date() } } })
    if (env().SIGN_UP !== "open" && invitations === 0) return { at: "refused", problem: "closed" }
    const { id } = await tx.user.create({
      data: {
        email: address.data,
        name: nameFrom(name, address.data),
        locale,
        emailVerifiedAt: new Date(),
        identities: { create: { issuer, subject } },
      },
      select: { id: true },
    })
    await dropLinks(tx, { kind: "join", email: address.data })
    return { at: "in", userId: id }
  })
  return made ?? decide(claims, locale)
}

/** The issuer's name for a person as far as it may stand here, else what stands before the @. */
function nameFrom(name: string, email: string): string {
  const shown = visibleText(longestName).safeParse(name)
  return shown.success ? shown.data : (email.split("@")[0] ?? email).slice(0, longestName)
}

/** The account that a pending identity waits for, for the page that asks; null when it changed meanwhile. */
export async function accountBehind({ userId, email }: PendingIdentity): Promise<{ hasPassword: boolean } | null> {
  const where = { id: userId, email, disabledAt: null }
  const user = await db().user.findFirst({ where, select: { passwordHash: true } })
  return user && { hasPassword: user.passwordHash !== null }
}

/**
 * Binds an identity to the account whose owner has just agreed: by its password, or signed in to it.
 * @throws AppError link_dead when the account has another address by now, or the identity another account
 */
export async function bindIdentity({ issuer, subject, userId, email }: PendingIdentity): Promise<void> {
  await db().$transaction(async (tx) => {
    const user = await tx.user.findFirst({ where: { id: userId, email, disabledAt: null }, select: { id: true } })
    if (!user) throw new AppError("link_dead")
    const where = { issuer_subject: { issuer, subject } }
    const bound = await tx.identity.upsert({ where, create: { issuer, subject, userId }, update: {} })
    if (bound.userId !== userId) throw new AppError("link_dead")
    await tx.user.updateMany({ where: { id: userId, emailVerifiedAt: null }, data: { emailVerifiedAt: new Date() } })
  })
}

export type IdentityView = { id: string; issuer: string; createdAt: Date }

/** The other sites that sign this user in. */
export async function identitiesOf(user: User): Promise<IdentityView[]> {
  return db().identity.findMany({
    where: { userId: user.id },
    select: { id: true, issuer: true, createdAt: true },
    orderBy: { createdAt: "asc" },
  })
}

/**
 * Ends that another site signs this user in. Asks for the password: without one there would be no way in left.
 * @throws AppError invalid with the field `currentPassword`, too_many_tries
 */
export async function removeIdentity(user: User, identityId: string, currentPassword: string): Promise<void> {
  await requirePassword(user, currentPassword)
  await db().identity.deleteMany({ where: { id: identityId, userId: user.id } })
}
