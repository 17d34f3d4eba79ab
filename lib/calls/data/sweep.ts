import "server-only"
import { db } from "@/lib/db"

const day = 86_400_000

/**
 * Removes what was only made ready: the lobby asks for a place before the click, and not everybody comes. A place that
 * was taken away stays, so that it stays taken away while its call runs.
 */
export async function sweepUnused(): Promise<void> {
  const yesterday = { lt: new Date(Date.now() - day) }
  await db().participant.deleteMany({
    where: { joinedAt: null, revokedAt: null, createdAt: yesterday, attendance: { none: {} } },
  })
  await db().call.deleteMany({ where: { startedAt: null, endedAt: yesterday, participants: { none: {} } } })
}
