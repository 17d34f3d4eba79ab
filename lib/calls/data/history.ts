import "server-only"
import type { User } from "@/lib/auth/actor"
import { type Stay, staysOf } from "@/lib/calls/rules"
import { db } from "@/lib/db"
import { ownRoom } from "@/lib/rooms/data"

export type PersonInCall = {
  id: string
  /** null when the account was erased since. */
  name: string | null
  kind: "host" | "user" | "guest"
  stays: Stay[]
}

export type CallView = { id: string; startedAt: Date; endedAt: Date | null; people: PersonInCall[] }

export type CallHistory = {
  room: { name: string; slug: string }
  calls: CallView[]
  count: number
  page: number
  pages: number
}

export const callsOnPage = 20

/**
 * The calls of a room and who was there when, newest first. A call that nobody came into is none.
 * @param wanted page from 1; past the last it is the last
 * @throws AppError not_found, also for other people's rooms
 */
export async function listCalls(user: User, roomId: string, wanted: number): Promise<CallHistory> {
  const { id, name, slug } = await ownRoom(user, roomId)
  const where = { roomId: id, startedAt: { not: null } }
  const count = await db().call.count({ where })
  const pages = Math.max(1, Math.ceil(count / callsOnPage))
  const page = Math.min(Math.max(1, wanted), pages)
  const rows = await db().call.findMany({
    where,
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    skip: (page - 1) * callsOnPage,
    take: callsOnPage,
    select: {
      id: true,
      createdAt: true,
      startedAt: true,
      endedAt: true,
      participants: {
        where: { joinedAt: { not: null } },
        orderBy: [{ joinedAt: "asc" }, { id: "asc" }],
        select: {
          id: true,
          name: true,
          role: true,
          actorKey: true,
          attendance: { select: { joinedAt: true, leftAt: true } },
        },
      },
    },
  })
  const calls = rows.map(({ id, createdAt, startedAt, endedAt, participants }) => {
    const people = participants.map(({ id, name, role, actorKey, attendance }): PersonInCall => {
      const kind = role === "host" ? "host" : actorKey.startsWith("g:") ? "guest" : "user"
      return { id, name: name || null, kind, stays: staysOf(attendance, endedAt) }
    })
    return { id, startedAt: startedAt ?? createdAt, endedAt, people }
  })
  return { room: { name, slug }, calls, count, page, pages }
}
