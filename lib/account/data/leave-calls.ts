import "server-only"
import { seatRule } from "@/lib/auth/living"
import { db } from "@/lib/db"
import { peopleIn, removeFromSfuRoom } from "@/lib/livekit/rooms"
import { log } from "@/lib/log"
import type { Prisma } from "@/prisma/generated/client"

type Seat = { id: string; callId: string }

/** Takes a user's seats in calls that are open now: the gate refuses them from here on. Then call emptySeats. */
export function revokeSeats(tx: Prisma.TransactionClient, userId: string): Promise<Seat[]> {
  return tx.participant.updateManyAndReturn({
    where: { actorKey: `u:${userId}`, revokedAt: null, call: { endedAt: null } },
    data: { revokedAt: new Date() },
    select: { id: true, callId: true },
  })
}

/** Disconnects those seats. The rows already keep them out; a silent SFU must not undo the decision. */
export async function emptySeats(seats: Seat[]): Promise<void> {
  for (const { id, callId } of seats)
    await removeFromSfuRoom(callId, id).catch((error: unknown) => log.warn({ err: error, callId }, "seat not emptied"))
}

/**
 * Takes out of their calls whoever sits there from a browser in which the user is signed in no more; their other browsers
 * keep theirs, and from those they may come in again. The gate refuses the old ones in any case.
 */
export async function emptySeatsOfEndedSessions(userId: string): Promise<void> {
  const seats = await db().participant.findMany({
    where: { actorKey: `u:${userId}`, revokedAt: null, call: { endedAt: null } },
    select: { id: true, callId: true },
  })
  for (const seat of seats) {
    try {
      const mayStay = await seatRule(userId, seat.id)
      const sitting = (await peopleIn(seat.callId)).filter(({ participantId }) => participantId === seat.id)
      if (sitting.some(({ mark }) => !mayStay(mark))) await removeFromSfuRoom(seat.callId, seat.id)
    } catch (error) {
      log.warn({ err: error, callId: seat.callId }, "seat not emptied")
    }
  }
}
