import "server-only"
import { emptySeats, revokeSeats } from "@/lib/account/data/leave-calls"
import { dropLinks, makeLink } from "@/lib/account/data/links"
import { lockOperators } from "@/lib/account/data/operators"
import { addedMail } from "@/lib/account/mail"
import { handedMinutes, linkLife, mayRunServer } from "@/lib/account/rules"
import type { User } from "@/lib/auth/actor"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { isLocale } from "@/lib/i18n/locales"
import { isUuid } from "@/lib/ids"
import { mailWorks, queueMail } from "@/lib/mail/queue"
import { siteOrigin } from "@/lib/request"
import type { Prisma } from "@/prisma/generated/client"
import type { UserRole } from "@/prisma/generated/enums"

/** An account, or a link that waits for somebody to make one with it. */
export type PersonView =
  | {
      at: "account"
      id: string
      name: string
      email: string
      role: UserRole
      isSelf: boolean
      disabledAt: Date | null
      lastSeenAt: Date | null
    }
  | { at: "waiting"; id: string; name: string; email: string; expiresAt: Date; expired: boolean }

/** @throws AppError forbidden */
export function requireOperator(user: User): void {
  if (!mayRunServer(user)) throw new AppError("forbidden")
}

/** Everyone with an account on this server, and whom a link waits for. */
export async function listPeople(operator: User): Promise<PersonView[]> {
  requireOperator(operator)
  const [users, links] = await Promise.all([
    db().user.findMany({
      select: {
        id: true,
        name: true,
        email: true,
        role: true,
        disabledAt: true,
        sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: "desc" }, take: 1 },
      },
      orderBy: { name: "asc" },
    }),
    db().oneTimeLink.findMany({
      where: { kind: "join", usedAt: null, madeById: { not: null } },
      select: { id: true, name: true, email: true, expiresAt: true },
      orderBy: { createdAt: "desc" },
    }),
  ])
  const now = new Date()
  return [
    ...links.map(({ name, ...link }) => ({
      at: "waiting" as const,
      ...link,
      name: name ?? link.email,
      expired: link.expiresAt < now,
    })),
    ...users.map(({ sessions, ...user }) => ({
      at: "account" as const,
      ...user,
      isSelf: user.id === operator.id,
      lastSeenAt: sessions[0]?.lastSeenAt ?? null,
    })),
  ]
}

/**
 * A one-time link with which somebody makes their account. An earlier one for the same address is dead.
 * @returns the token, for the link that is handed over
 * @throws AppError forbidden; invalid with the field when the address has an account
 */
export async function addPerson(operator: User, person: { name: string; email: string }) {
  requireOperator(operator)
  return db().$transaction(async (tx) => {
    if (await tx.user.findUnique({ where: { email: person.email }, select: { id: true } }))
      throw new AppError("invalid", { email: "email_has_account" })
    return mailed(tx, operator, person, await makeLink(tx, { kind: "join", ...person, madeById: operator.id }))
  })
}

/**
 * Another link in the place of one that was lost or has expired.
 * @throws AppError forbidden, not_found
 */
export async function renewPersonLink(operator: User, linkId: string) {
  requireOperator(operator)
  return db().$transaction(async (tx) => {
    const where = { id: uuidOr404(linkId), kind: "join" as const, usedAt: null, madeById: { not: null } }
    const old = await tx.oneTimeLink.findFirst({ where, select: { email: true, name: true } })
    if (!old) throw new AppError("not_found")
    const person = { email: old.email, name: old.name ?? old.email }
    return mailed(tx, operator, person, await makeLink(tx, { kind: "join", ...person, madeById: operator.id }))
  })
}

/** Takes a link back that nobody has used. Harmless when it is gone. */
export async function revokePersonLink(operator: User, linkId: string): Promise<void> {
  requireOperator(operator)
  await db().$transaction((tx) => dropLinks(tx, { id: uuidOr404(linkId), kind: "join", usedAt: null }))
}

/**
 * A link to a new password, to be handed over: for whoever cannot get mail. Lives for a day.
 * @throws AppError forbidden, not_found
 */
export async function makePasswordLink(operator: User, userId: string) {
  requireOperator(operator)
  return db().$transaction(async (tx) => {
    const { email } = await findAccount(tx, userId)
    return makeLink(tx, { kind: "password", userId, email, madeById: operator.id, minutes: handedMinutes })
  })
}

/**
 * Shuts an account, or opens it again. Shut: every browser is signed out at its next request, open calls are left, links
 * are dead. Rooms stay, and their links work for others.
 * @throws AppError forbidden, not_found, own_account
 */
export async function setDisabled(operator: User, userId: string, disabled: boolean): Promise<void> {
  requireOperator(operator)
  if (userId === operator.id) throw new AppError("own_account")
  const seats = await db().$transaction(async (tx) => {
    await requireStillOperator(tx, operator)
    await findAccount(tx, userId)
    await tx.user.update({ where: { id: userId }, data: { disabledAt: disabled ? new Date() : null } })
    if (!disabled) return []
    await tx.session.deleteMany({ where: { userId } })
    await dropLinks(tx, { userId })
    return revokeSeats(tx, userId)
  })
  await emptySeats(seats)
}

/**
 * Makes somebody an operator, or takes it back. Nobody does it to themselves, so that one is always left.
 * @throws AppError forbidden, not_found, own_account
 */
export async function setRole(operator: User, userId: string, role: UserRole): Promise<void> {
  requireOperator(operator)
  if (userId === operator.id) throw new AppError("own_account")
  await db().$transaction(async (tx) => {
    await requireStillOperator(tx, operator)
    await findAccount(tx, userId)
    await tx.user.update({ where: { id: userId }, data: { role } })
  })
}

/** Where mail works the link goes by mail as well, in the operator's language: the person has none here yet. */
async function mailed(
  tx: Prisma.TransactionClient,
  operator: User,
  { name, email }: { name: string; email: string },
  { id, token }: { id: string; token: string },
) {
  if (!mailWorks()) return { id, token, mailed: false }
  const locale = isLocale(operator.locale) ? operator.locale : "en"
  const link = `${siteOrigin()}/welcome/${token}`
  const mail = await addedMail({ name, link, locale, by: operator.name, days: linkLife.join / (24 * 60) })
  await queueMail({ key: `added:${id}`, to: email, mail, tx })
  return { id, token, mailed: true }
}

/** Two operators who shut each other out at once: the second waits here and finds that it is none any more. */
async function requireStillOperator(tx: Prisma.TransactionClient, operator: User): Promise<void> {
  await lockOperators(tx)
  const self = await findAccount(tx, operator.id)
  if (self.role !== "operator" || self.disabledAt) throw new AppError("forbidden")
}

async function findAccount(tx: Prisma.TransactionClient, userId: string) {
  const select = { email: true, role: true, disabledAt: true }
  const account = await tx.user.findUnique({ where: { id: uuidOr404(userId) }, select })
  if (!account) throw new AppError("not_found")
  return account
}

function uuidOr404(id: string): string {
  if (!isUuid(id)) throw new AppError("not_found")
  return id
}
