import "server-only"
import { type Actor, actorKey } from "@/lib/auth/actor"
import { db } from "@/lib/db"
import { AppError, isTaken } from "@/lib/errors"
import { isUuid } from "@/lib/ids"
import { addJob } from "@/lib/jobs/add"
import { closeSfuRoom, countInCalls, peopleIn, removeFromSfuRoom, sfuRooms, tellLock } from "@/lib/livekit/rooms"
import type { CallEvent } from "@/lib/livekit/webhook"
import { log } from "@/lib/log"
import { canManage } from "@/lib/rooms/rules"

/**
 * The room's open call, begun if there is none. Two people entering an empty room at once get the same one: the unique
 * index lets one of them win, the other reads the winner's.
 */
export async function openCall(roomId: string): Promise<{ id: string; lockedAt: Date | null }> {
  const select = { id: true, lockedAt: true }
  const open = () => db().call.findFirst({ where: { roomId, endedAt: null }, select })
  for (let tries = 0; tries < 3; tries += 1) {
    const found = await open()
    if (found) return found
    try {
      const begun = await db().call.create({ data: { roomId }, select })
      // Nobody stays outside because the queue does not answer: the next full minute asks as well.
      await askToCompare().catch((error: unknown) => log.warn({ err: error }, "comparison not asked for"))
      return begun
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  throw new AppError("sfu_unavailable")
}

/** A call of this room by id, for someone who wants back into it; null when it is none of this room's. */
export async function callOf(roomId: string, callId: string) {
  if (!isUuid(callId)) return null
  return db().call.findFirst({ where: { id: callId, roomId }, select: { id: true, endedAt: true, lockedAt: true } })
}

/**
 * Ends a call for everyone in it; nobody gets back into it, a new call can begin at once.
 * @throws AppError not_found, also for calls in other people's rooms
 */
export async function endCall(actor: Actor, callId: string): Promise<void> {
  const call = isUuid(callId) ? await db().call.findUnique({ where: { id: callId }, include: { room: true } }) : null
  if (!call || !canManage(call.room, actor)) throw new AppError("not_found")
  // Row first: from here on the gate lets nobody back in, whatever becomes of the SFU's room.
  await db().call.updateMany({
    where: { id: callId, endedAt: null },
    data: { endedAt: new Date(), endedBy: actorKey(actor) },
  })
  await closeSfuRoom(callId).catch((error: unknown) => log.warn({ err: error, callId }, "room not closed"))
}

/**
 * Writes down what LiveKit told: idempotent by sid, in any order, once or many times (webhooks are late, doubled and
 * lost). Events of calls that are not ours are ignored.
 */
export async function record(event: CallEvent): Promise<void> {
  if (!isUuid(event.callId)) return
  if (event.kind === "finished") return recordFinished(event.callId, event.at)
  if (!isUuid(event.participantId)) return
  const participant = await db().participant.findFirst({
    where: { id: event.participantId, callId: event.callId },
    select: { id: true, call: { select: { endedAt: true } } },
  })
  if (!participant) return
  const leftAt = event.kind === "left" ? event.at : null
  await db().$transaction([
    db().$executeRaw`
      INSERT INTO "Attendance" ("id", "participantId", "sid", "joinedAt", "leftAt")
      VALUES (${crypto.randomUUID()}::uuid, ${participant.id}::uuid, ${event.sid}, ${event.joinedAt}, ${leftAt})
      ON CONFLICT ("sid") DO UPDATE SET
        "joinedAt" = LEAST("Attendance"."joinedAt", EXCLUDED."joinedAt"),
        "leftAt" = GREATEST("Attendance"."leftAt", EXCLUDED."leftAt")`,
    // The name of the connection that came last: a token may have been made for another one and never used. Who erased their
    // account has none, and gets none back from a message that is late.
    db().$executeRaw`
      UPDATE "Participant" SET
        "joinedAt" = LEAST("joinedAt", ${event.joinedAt}),
        "name" = CASE WHEN ${event.name}::text <> '' AND "name" <> '' AND NOT EXISTS (
          SELECT FROM "Attendance" WHERE "participantId" = ${participant.id}::uuid AND "joinedAt" > ${event.joinedAt}
        ) THEN ${event.name}::text ELSE "name" END
      WHERE "id" = ${participant.id}::uuid`,
    db().$executeRaw`
      UPDATE "Call" SET "startedAt" = LEAST("startedAt", ${event.joinedAt}) WHERE "id" = ${event.callId}::uuid`,
  ])
  if (event.kind === "joined" && participant.call.endedAt) await closeSfuRoom(event.callId)
}

async function recordFinished(callId: string, at: Date): Promise<void> {
  // A late message about a room that a restarted SFU has meanwhile got again must not end the living call.
  if ((await countInCalls([callId])).has(callId)) return
  await db().$transaction([
    db().call.updateMany({ where: { id: callId, endedAt: null }, data: { endedAt: at } }),
    db().attendance.updateMany({ where: { leftAt: null, participant: { callId } }, data: { leftAt: at } }),
  ])
}

export const compareJob = "calls/compare"
const beatMs = 2000
/**
 * An open call without a room at the SFU is over after so long without anybody: less than the SFU keeps an empty room, more
 * than people need to come back into one that has restarted.
 */
const quietSeconds = 50
/** So many calls are compared at the same time, lest many take longer than a beat. */
const asksAtOnce = 8
/** Milliseconds for which a connection may stand ready: the lobby gives it up sooner, another page would look on unseen. */
const standsFor = 60_000
/** What a webhook wrote while the SFU was being asked is newer than its answer. */
const overlapMs = 2000

/** Asks for a comparison at the next beat; however many ask, it is one. */
export async function askToCompare(): Promise<void> {
  const beat = Math.floor(Date.now() / beatMs) + 1
  const runAt = new Date(beat * beatMs)
  await addJob(compareJob, null, { key: String(beat), runAt, maxAttempts: 3 })
}

/**
 * Sets right what lost webhooks left wrong: who is in a call according to the SFU, and who according to the rows?
 * @returns whether there is anything to look at again at the next beat
 * @throws AppError sfu_unavailable; then nothing is changed, because nobody knows
 */
export async function compareWithSfu(): Promise<boolean> {
  // Rows first: whoever comes after this is in the SFU's answer, and not among the rows that may be closed.
  const [open, stays] = await Promise.all([
    db().call.findMany({ where: { endedAt: null }, select: { id: true, lockedAt: true } }),
    db().attendance.findMany({
      where: { leftAt: null },
      select: { sid: true, participant: { select: { callId: true } } },
    }),
  ])
  const askedAt = new Date()
  const rooms = await sfuRooms()
  const calls = [...new Set([...open.map(({ id }) => id), ...stays.map(({ participant }) => participant.callId)])]
  const absent = stays.filter(({ participant }) => !rooms.has(participant.callId))
  await closeStays(
    absent.map(({ sid }) => sid),
    askedAt,
  )
  const living = calls
    .filter((callId) => rooms.has(callId))
    .map((callId) => ({
      callId,
      written: stays.filter(({ participant }) => participant.callId === callId).map(({ sid }) => sid),
    }))
  // Where the SFU has nobody and the rows have nobody, there is nothing to compare.
  const busy = living.filter(({ callId, written }) => written.length > 0 || rooms.get(callId)?.connections !== 0)
  for (let next = 0; next < busy.length; next += asksAtOnce)
    await Promise.all(busy.slice(next, next + asksAtOnce).map(compareCall))
  for (const { id, lockedAt } of open) {
    const room = rooms.get(id)
    if (room && room.locked !== (lockedAt !== null)) await tellLock(id, lockedAt !== null)
  }
  await endQuietCalls(open.map(({ id }) => id).filter((id) => !rooms.has(id)))
  await closeRoomsOfEndedCalls([...rooms.keys()])
  return living.length > 0
}

/** @param call with the sids of the stays that had not ended before the SFU was asked */
async function compareCall({ callId, written }: { callId: string; written: string[] }): Promise<void> {
  const askedAt = new Date()
  const people = await peopleIn(callId)
  await closeStays(
    written.filter((sid) => !people.some((one) => one.sid === sid)),
    askedAt,
  )
  await emptyRevoked(callId, people)
  const tired = people.filter(({ stands, joinedAt }) => stands && askedAt.getTime() - joinedAt.getTime() > standsFor)
  for (const { participantId } of tired) await removeFromSfuRoom(callId, participantId)
  const unwritten = people.filter(({ sid, isIn }) => isIn && !written.includes(sid))
  if (unwritten.length === 0) return
  for (const { participantId, name, sid, joinedAt } of unwritten)
    await record({ kind: "joined", callId, participantId, name, sid, joinedAt, at: joinedAt })
  await db().attendance.updateMany({
    where: { sid: { in: unwritten.map(({ sid }) => sid) }, leftAt: { lt: new Date(askedAt.getTime() - overlapMs) } },
    data: { leftAt: null },
  })
}

/** Who was removed while the SFU did not answer is still in its room. */
async function emptyRevoked(callId: string, people: { participantId: string }[]): Promise<void> {
  const ids = people.map(({ participantId }) => participantId).filter(isUuid)
  const revoked = await db().participant.findMany({
    where: { callId, revokedAt: { not: null }, id: { in: ids } },
    select: { id: true },
  })
  for (const { id } of revoked) await removeFromSfuRoom(callId, id)
}

async function closeStays(sids: string[], leftAt: Date): Promise<void> {
  if (sids.length > 0)
    await db().attendance.updateMany({ where: { sid: { in: sids }, leftAt: null }, data: { leftAt } })
}

/** The SFU's word that a room is finished was lost: the call ended when the last person left it. */
async function endQuietCalls(callIds: string[]): Promise<void> {
  if (callIds.length === 0) return
  await db().$executeRaw`
    UPDATE "Call" SET "endedAt" = coalesce(
      (SELECT max(a."leftAt") FROM "Attendance" a JOIN "Participant" p ON p."id" = a."participantId"
        WHERE p."callId" = "Call"."id"), now())
    WHERE "endedAt" IS NULL AND "id" = ANY(${callIds}::uuid[])
      AND "createdAt" < now() - ${quietSeconds} * interval '1 second'
      AND NOT EXISTS (
        SELECT FROM "Participant" p LEFT JOIN "Attendance" a ON a."participantId" = p."id"
        WHERE p."callId" = "Call"."id"
          AND greatest(p."createdAt", a."joinedAt", CASE WHEN a."id" IS NOT NULL THEN coalesce(a."leftAt", now()) END)
            > now() - ${quietSeconds} * interval '1 second')`
}

/** "End for all" while the SFU did not answer leaves a room behind, with whoever was in it. */
async function closeRoomsOfEndedCalls(rooms: string[]): Promise<void> {
  const ended = await db().call.findMany({
    where: { id: { in: rooms.filter(isUuid) }, endedAt: { not: null } },
    select: { id: true },
  })
  for (const { id } of ended) await closeSfuRoom(id)
}
