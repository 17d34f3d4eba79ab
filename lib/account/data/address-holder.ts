import "server-only"
import type { Prisma } from "@/prisma/generated/client"

const lockClass = 72_707_372

/**
 * The account that has this address, and nobody else can get it until the transaction ends. The unique index would refuse
 * as well, but PostgreSQL writes what it refuses into its log. Asked before any row is locked: two who each hold what the
 * other waits for would both fail.
 */
export async function holdAddress(tx: Prisma.TransactionClient, email: string): Promise<{ id: string } | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockClass}::int, hashtext(lower(${email})))`
  return tx.user.findUnique({ where: { email }, select: { id: true } })
}
