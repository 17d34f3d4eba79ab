import "server-only"
import { type Actor, actorKey } from "@/lib/auth/actor"
import { db } from "@/lib/db"
import { AppError, isTaken } from "@/lib/errors"
import { isUuid } from "@/lib/ids"
import { closeSfuRoom, countInCalls } from "@/lib/livekit/rooms"
import type { CallEvent } from "@/lib/livekit/webhook"
import { log } from "@/lib/log"
import { canManage } from "@/lib/rooms/rules"

/**
 * The room's open call, begun if there is none. Two people entering an empty room at once get the same one: the unique
 * index lets one of them win, the other reads the winner's.
 */
export async function openCall(roomId: string): Promise<{ id: string }> {
  const open = () => db().call.findFirst({ where: { roomId, endedAt: null }, select: { id: true } })
  for (let tries = 0; tries < 3; tries += 1) {
    const found = await open()
    if (found) return found
    try {
      return await db().call.create({ data: { roomId }, select: { id: true } })
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  throw new AppError("sfu_unavailable")
}

/** A call of this room by id, for someone who wants back into it; null when it is none of this room's. */
export async function callOf(roomId: string, callId: string) {
  if (!isUuid(callId)) return null
  return db().call.findFirst({ where: { id: callId, roomId }, select: { id: true, endedAt: true } })
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
    db().$executeRaw`
      UPDATE "Participant" SET "joinedAt" = LEAST("joinedAt", ${event.joinedAt}) WHERE "id" = ${participant.id}::uuid`,
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
