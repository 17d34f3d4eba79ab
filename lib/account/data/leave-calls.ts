import "server-only"
import { removeFromSfuRoom } from "@/lib/livekit/rooms"
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
