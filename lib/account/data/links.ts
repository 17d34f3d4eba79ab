import "server-only"
import { createHash, randomBytes } from "node:crypto"
import { linkLife } from "@/lib/account/rules"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { cancelMail } from "@/lib/mail/queue"
import type { Prisma } from "@/prisma/generated/client"
import type { LinkKind } from "@/prisma/generated/enums"

const link = {
  id: true,
  email: true,
  name: true,
  userId: true,
  madeById: true,
  madeBy: { select: { name: true } },
  user: { select: { name: true, email: true, disabledAt: true } },
} satisfies Prisma.OneTimeLinkSelect

export type OneTimeLink = Prisma.OneTimeLinkGetPayload<{ select: typeof link }>

const tokenLength = 43

/** 32 random bytes, and what is kept of them: who reads the database cannot open anything with it. */
function newToken() {
  const token = randomBytes(32).toString("base64url")
  return { token, tokenHash: hashOf(token) }
}

// No salt and no slow hash: nobody guesses 256 random bits.
const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url")

type NewLink = {
  /** Where the work that makes it may be asked for twice: the second time fails. */
  id?: string
  kind: LinkKind
  email: string
  userId?: string
  name?: string
  madeById?: string
  minutes?: number
}

/**
 * A new link of this kind. One that an operator or the account itself asked for kills the earlier ones.
 * @param minutes how long it lives, where that is not the kind's usual time
 * @returns the token: it cannot be had a second time
 */
export async function makeLink(
  tx: Prisma.TransactionClient,
  { minutes, ...wish }: NewLink,
): Promise<{ id: string; token: string }> {
  const { kind, userId, email, madeById } = wish
  // Not for what can be asked for without signing in: a stranger must not be able to kill a link that somebody waits for.
  if (madeById || kind === "address")
    await dropLinks(tx, userId ? { kind, userId } : { kind, email, madeById: { not: null } })
  const { token, tokenHash } = newToken()
  const expiresAt = new Date(Date.now() + (minutes ?? linkLife[kind]) * 60_000)
  const { id } = await tx.oneTimeLink.create({ data: { ...wish, tokenHash, expiresAt }, select: { id: true } })
  return { id, token }
}

/**
 * Deletes links, and the mails with them that have not left: nobody should get a dead one, and each holds an address.
 * The only way in which links are deleted.
 */
export async function dropLinks(tx: Prisma.TransactionClient, where: Prisma.OneTimeLinkWhereInput): Promise<void> {
  const ids = (await tx.oneTimeLink.findMany({ where, select: { id: true } })).map(({ id }) => id)
  await tx.oneTimeLink.deleteMany({ where: { id: { in: ids } } })
  await cancelMail(ids, tx)
}

const living = (kind: LinkKind, token: string) => ({
  kind,
  tokenHash: hashOf(token),
  usedAt: null,
  expiresAt: { gt: new Date() },
})

const isAlive = (found: OneTimeLink | undefined | null): found is OneTimeLink => !!found && !found.user?.disabledAt

/**
 * What a link is for. Looking uses nothing up: mail scanners open every link.
 * @returns null for one that is wrong, used, expired, revoked or of a disabled account: they look the same
 */
export async function findLink(kind: LinkKind, token: string): Promise<OneTimeLink | null> {
  if (token.length !== tokenLength) return null
  const found = await db().oneTimeLink.findFirst({ where: living(kind, token), select: link })
  return isAlive(found) ? found : null
}

/**
 * Uses a link up, inside the transaction of what it is for: of many at once one wins, and what fails gives it back.
 * @throws AppError link_dead
 */
export async function consumeLink(tx: Prisma.TransactionClient, kind: LinkKind, token: string): Promise<OneTimeLink> {
  const [found] = await tx.oneTimeLink.updateManyAndReturn({
    where: living(kind, token),
    data: { usedAt: new Date() },
    select: link,
  })
  if (!isAlive(found)) throw new AppError("link_dead")
  return found
}

/** Removes links that nobody can use any more: a month after their end, so that an operator still sees who never came. */
export async function sweepLinks(): Promise<void> {
  const end = { lt: new Date(Date.now() - 30 * 86_400_000) }
  const mailed = { madeById: null, expiresAt: { lt: new Date() } }
  await db().$transaction((tx) => dropLinks(tx, { OR: [{ expiresAt: end }, mailed, { usedAt: { not: null } }] }))
}
