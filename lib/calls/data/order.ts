import "server-only"
import { type Actor, actorKey, type User } from "@/lib/auth/actor"
import { endCall } from "@/lib/calls/data"
import type { Order } from "@/lib/calls/schema"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"
import { isUuid } from "@/lib/ids"
import { muteInSfuRoom, removeFromSfuRoom, tellLock } from "@/lib/livekit/rooms"
import { log } from "@/lib/log"
import { canManage } from "@/lib/rooms/rules"

/**
 * Does what a host orders in a call.
 * @throws AppError not_found: no call of the actor's, or nobody in it to whom it could be done; sfu_unavailable
 */
export function carryOut(actor: Actor | null, callId: string, order: Order): Promise<void> {
  if (!actor) throw new AppError("not_found")
  switch (order.order) {
    case "end":
      return endCall(actor, callId)
    case "lock":
      return lockCall(actor, callId, order.on)
    case "mute":
      return mutePeople(actor, callId, order.participantId)
    case "remove":
      return removePerson(actor, callId, order.participantId)
  }
}

/**
 * Takes somebody out of a running call: they do not get back into it, the next one is open to them. Removed twice is
 * removed once, and the first who did it stays the one.
 * @throws AppError not_found: no running call of the actor's, or nobody else in it with this id
 */
export async function removePerson(actor: Actor, callId: string, participantId: string): Promise<void> {
  const host = await hostOf(actor, callId)
  const where = { id: participantId, callId, actorKey: { not: actorKey(host) } }
  const person = isUuid(participantId) ? await db().participant.findFirst({ where, select: { id: true } }) : null
  if (!person) throw new AppError("not_found")
  // Row first: LiveKit hands connected clients tokens that outlive a removal, and only rows keep them out.
  await db().participant.updateMany({
    where: { ...where, revokedAt: null },
    data: { revokedAt: new Date(), removedById: host.id },
  })
  // A silent SFU must not undo the decision: the next comparison takes them out.
  await removeFromSfuRoom(callId, participantId).catch((error: unknown) =>
    log.warn({ err: error, callId }, "not removed"),
  )
}

/**
 * Locks a running call, or unlocks it: nobody new comes in, and nobody who is in is touched.
 * @throws AppError not_found: no running call of the actor's
 */
export async function lockCall(actor: Actor, callId: string, locked: boolean): Promise<void> {
  await hostOf(actor, callId)
  await db().call.updateMany({
    where: { id: callId, endedAt: null, lockedAt: locked ? null : { not: null } },
    data: { lockedAt: locked ? new Date() : null },
  })
  await tellLock(callId, locked).catch((error: unknown) => log.warn({ err: error, callId }, "lock not told"))
}

/**
 * Mutes somebody in a running call, or everybody but the host. Never the other way round: to speak is theirs alone.
 * @param participantId null: everybody
 * @throws AppError not_found: no running call of the actor's; sfu_unavailable
 */
export async function mutePeople(actor: Actor, callId: string, participantId: string | null): Promise<void> {
  const host = await hostOf(actor, callId)
  const seat = { callId_actorKey: { callId, actorKey: actorKey(host) } }
  const own = await db().participant.findUnique({ where: seat, select: { id: true } })
  await muteInSfuRoom(callId, (id) => id !== own?.id && (participantId === null || id === participantId))
}

/** The actor, when they keep order in this call. */
async function hostOf(actor: Actor, callId: string): Promise<User> {
  const where = { id: callId, endedAt: null, room: { deletedAt: null } }
  const call = isUuid(callId)
    ? await db().call.findFirst({ where, select: { room: { select: { ownerId: true } } } })
    : null
  if (!call || actor.kind !== "user" || !canManage(call.room, actor)) throw new AppError("not_found")
  return actor
}
