import "server-only"
import type { Actor, User } from "@/lib/auth/actor"
import { db } from "@/lib/db"
import { AppError, isTaken } from "@/lib/errors"
import { isUuid, newSlug, readSlug } from "@/lib/ids"
import { closeSfuRoom, countInCalls } from "@/lib/livekit/rooms"
import { log } from "@/lib/log"
import { canManage } from "@/lib/rooms/rules"
import type { Prisma } from "@/prisma/generated/client"

/** What a signed-in person's list shows of a room. `people` is who is in a call there right now, null when unknown. */
export type RoomView = {
  id: string
  slug: string
  name: string
  createdAt: Date
  lastCallAt: Date | null
  people: number | null
}

const publicRoom = {
  id: true,
  slug: true,
  name: true,
  ownerId: true,
  owner: { select: { name: true } },
} satisfies Prisma.RoomSelect

type RoomRow = Prisma.RoomGetPayload<{ select: typeof publicRoom }>

/** The user's own rooms, the last used first. */
export async function listRooms(user: User): Promise<RoomView[]> {
  const rooms = await db().room.findMany({
    where: { ownerId: user.id, deletedAt: null },
    select: {
      ...publicRoom,
      createdAt: true,
      calls: {
        where: { startedAt: { not: null } },
        orderBy: { startedAt: "desc" },
        take: 1,
        select: { id: true, startedAt: true, endedAt: true },
      },
    },
  })
  const open = rooms.flatMap((room) => room.calls.filter((call) => !call.endedAt).map((call) => call.id))
  const people = await countInCalls(open).catch(() => null)
  const views = rooms.map(({ id, slug, name, createdAt, calls: [call] }) => {
    const count = call && !call.endedAt ? (people ? (people.get(call.id) ?? 0) : null) : 0
    return { id, slug, name, createdAt, lastCallAt: call?.startedAt ?? null, people: count }
  })
  const usedAt = (room: RoomView) => (room.lastCallAt ?? room.createdAt).getTime()
  return views.sort((a, b) => usedAt(b) - usedAt(a))
}

// In milliseconds. Later than this the same form was a page kept open, and what it asks for is another room.
const sameWish = 60_000

/**
 * Makes a room of the user's.
 * @param requestId uuid of the form: the same one sent twice (double click, reload, lost answer) makes one room
 */
export async function createRoom(user: User, name: string, requestId?: string): Promise<RoomRow> {
  try {
    const data = { id: requestId, slug: newSlug(), name, ownerId: user.id }
    return await db().room.create({ data, select: publicRoom })
  } catch (error) {
    if (!requestId || !isTaken(error)) throw error
    const createdAt = { gt: new Date(Date.now() - sameWish) }
    const made = await db().room.findUnique({
      where: { id: requestId, ownerId: user.id, name, deletedAt: null, createdAt },
      select: publicRoom,
    })
    return made ?? createRoom(user, name)
  }
}

/**
 * The room behind a link, for whoever has it.
 * @param typed the code as the address carries it, in any case, with or without dashes
 * @throws AppError not_found: unknown and deleted look the same
 */
export async function roomBySlug(typed: string) {
  const slug = readSlug(typed)
  const room = slug ? await db().room.findUnique({ where: { slug, deletedAt: null }, select: publicRoom }) : null
  if (!room) throw new AppError("not_found")
  return room
}

/**
 * A room of the user's own.
 * @throws AppError not_found, also for other people's rooms
 */
export async function ownRoom(user: User, roomId: string): Promise<RoomRow> {
  const where = { id: roomId, deletedAt: null }
  const room = isUuid(roomId) ? await db().room.findUnique({ where, select: publicRoom }) : null
  if (!room || !canManage(room, user)) throw new AppError("not_found")
  return room
}

/**
 * Deletes a room of the actor's: its link stops working and a call in it ends for everyone.
 * @throws AppError not_found, also for other people's rooms
 */
export async function deleteRoom(actor: Actor, roomId: string): Promise<void> {
  const room = isUuid(roomId) ? await db().room.findUnique({ where: { id: roomId, deletedAt: null } }) : null
  if (!room || !canManage(room, actor)) throw new AppError("not_found")
  const now = new Date()
  const [, calls] = await db().$transaction([
    db().room.update({ where: { id: room.id }, data: { deletedAt: now } }),
    db().call.updateManyAndReturn({
      where: { roomId: room.id, endedAt: null },
      data: { endedAt: now },
      select: { id: true },
    }),
  ])
  // The rows already keep everyone out; a silent SFU must not bring the room back.
  for (const call of calls)
    await closeSfuRoom(call.id).catch((error: unknown) => log.warn({ err: error, callId: call.id }, "room not closed"))
}
