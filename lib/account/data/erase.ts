import "server-only"
import { z } from "zod"
import type { AskJob } from "@/lib/account/data/ask"
import { emptySeats, revokeSeats } from "@/lib/account/data/leave-calls"
import { dropLinks } from "@/lib/account/data/links"
import { lockOperators } from "@/lib/account/data/operators"
import { requirePassword } from "@/lib/account/data/password"
import { roomsPassedMail } from "@/lib/account/mail"
import { withoutName } from "@/lib/account/rules"
import type { User } from "@/lib/auth/actor"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { isLocale } from "@/lib/i18n/locales"
import { forgetJobsAbout } from "@/lib/jobs/forget"
import { closeSfuRoom } from "@/lib/livekit/rooms"
import { log } from "@/lib/log"
import { mailAddress } from "@/lib/mail/address"
import { forgetMail, mailWorks, queueMail } from "@/lib/mail/queue"
import { spend } from "@/lib/rate-limit"
import { siteOrigin } from "@/lib/request"
import type { Prisma } from "@/prisma/generated/client"

/** What becomes of the rooms: their links die with them, or somebody else with an account takes them over. */
export type Farewell = { currentPassword: string } & ({ rooms: "delete" } | { rooms: "pass"; heir: string })

/** What the page that asks has to know. */
export async function eraseView(user: User): Promise<{ rooms: number; lastOperator: boolean }> {
  const rooms = await db().room.count({ where: { ownerId: user.id, deletedAt: null } })
  return { rooms, lastOperator: await isLastOperator(db(), user) }
}

/**
 * Erases an account: afterwards no name, address or mail of this person is in the database or its queue. What others need
 * stays without a name: that somebody was in a call, and rooms that were passed on.
 * @throws AppError invalid with the field, too_many_tries, last_operator
 */
export async function eraseAccount(user: User, farewell: Farewell): Promise<void> {
  await spend("erase", user.id)
  await requirePassword(user, farewell.currentPassword)
  const { seats, closed } = await db().$transaction(async (tx) => {
    await lockOperators(tx)
    // Who is at the door with this account at this moment is through before, or finds it gone: see lib/auth/living.
    await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${user.id}::uuid FOR UPDATE`
    if (await isLastOperator(tx, user)) throw new AppError("last_operator")
    if (farewell.rooms === "pass") await passRooms(tx, user, farewell.heir)
    const closed = await tx.call.findMany({
      where: { endedAt: null, room: { ownerId: user.id } },
      select: { id: true },
    })
    await tx.room.deleteMany({ where: { ownerId: user.id } })
    const seats = await revokeSeats(tx, user.id)
    await forgetTraces(tx, user)
    await tx.user.delete({ where: { id: user.id } })
    return { seats, closed }
  })
  await emptySeats(seats)
  for (const { id } of closed)
    await closeSfuRoom(id).catch((error: unknown) => log.warn({ err: error, callId: id }, "room not closed"))
}

async function isLastOperator(tx: Prisma.TransactionClient, user: User): Promise<boolean> {
  if (user.role !== "operator") return false
  return (await tx.user.count({ where: { role: "operator", disabledAt: null, id: { not: user.id } } })) === 0
}

/** Rooms that live get another owner; "Room of Anna" must not keep Anna's name. */
async function passRooms(tx: Prisma.TransactionClient, user: User, heirEmail: string): Promise<void> {
  const heir = await tx.user.findFirst({
    where: { email: heirEmail, disabledAt: null, id: { not: user.id } },
    select: { id: true, name: true, email: true, locale: true },
  })
  if (!heir) throw new AppError("invalid", { heir: "no_such_person" })
  const where = { ownerId: user.id, deletedAt: null }
  const passed: string[] = []
  for (const { id, name } of await tx.room.findMany({ where, select: { id: true, name: true } })) {
    const clean = [user.name, user.email].reduce((text, gone) => withoutName(text, gone, heir.name), name)
    await tx.room.update({ where: { id }, data: { ownerId: heir.id, name: clean } })
    passed.push(clean)
  }
  await tellHeir(tx, heir, passed)
}

type Heir = { id: string; name: string; email: string; locale: string | null }

async function tellHeir(tx: Prisma.TransactionClient, heir: Heir, rooms: string[]): Promise<void> {
  if (rooms.length === 0 || !mailWorks() || !mailAddress.safeParse(heir.email).success) return
  const { id, name, email } = heir
  const locale = isLocale(heir.locale) ? heir.locale : "en"
  const mail = await roomsPassedMail({ name, locale, rooms, link: `${siteOrigin()}/rooms` })
  await queueMail({ key: `rooms-passed:${id}:${crypto.randomUUID()}`, to: email, mail, tx })
}

const askJobs: AskJob[] = ["account/reset", "account/sign-in", "account/sign-up", "account/address"]
const asked = z.object({ email: z.string(), userId: z.string().optional() })

/** Was this asked for by the user, or with the user's address? */
function isAskOf(user: User, payload: unknown): boolean {
  const { data } = asked.safeParse(payload)
  return data !== undefined && (data.userId === user.id || data.email.toLowerCase() === user.email.toLowerCase())
}

/** What hangs on the account by other ways than its row. */
async function forgetTraces(tx: Prisma.TransactionClient, user: User): Promise<void> {
  const actorKey = `u:${user.id}`
  await tx.$executeRaw`UPDATE "Participant" SET "name" = '', "actorKey" = 'x:' || "id" WHERE "actorKey" = ${actorKey}`
  await tx.call.updateMany({ where: { endedBy: actorKey }, data: { endedBy: "x" } })
  const mine = { OR: [{ userId: user.id }, { madeById: user.id }, { email: user.email }] }
  for (const { id } of await tx.oneTimeLink.findMany({ where: mine, select: { id: true } })) await forgetMail(id, tx)
  await dropLinks(tx, mine)
  await forgetMail(user.id, tx)
  await forgetJobsAbout(askJobs, (payload) => isAskOf(user, payload), tx)
}
