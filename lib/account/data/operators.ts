import "server-only"
import type { Prisma } from "@/prisma/generated/client"

const lockKey = 81_652_001

/**
 * Lets one transaction at a time decide who runs the server: two set-ups make one operator, and two operators who take
 * the rights from each other leave one. Held until the transaction ends.
 */
export async function lockOperators(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockKey}::bigint)`
}
