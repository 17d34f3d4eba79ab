import "server-only"
import { db } from "@/lib/db"
import { seal } from "@/lib/jobs/seal"
import type { Prisma } from "@/prisma/generated/client"

export type Transaction = Prisma.TransactionClient
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** Tries before a job has failed for good: with the waits between them about 16 hours. */
const usualAttempts = 12

/** How a job's key is written in the queue, whose keys are one space for all names. */
export const queueKey = (name: string, key: string) => `${name} ${key}`

/**
 * Puts work into the queue. While a job of this name with this key waits, runs or has failed for good, no other is added.
 * The payload is sealed: links and addresses in it cannot be read in the database. The key can: ids only.
 * @param options.runAt not before; at once when left out
 * @param options.tx the transaction of the decision that this is about: both are kept, or neither
 */
export async function addJob(
  name: string,
  payload: Json,
  options: { key: string; runAt?: Date; maxAttempts?: number; tx?: Transaction },
): Promise<void> {
  const { key, runAt = new Date(), maxAttempts = usualAttempts, tx = db() } = options
  const row = JSON.stringify({ sealed: seal(payload) })
  await tx.$queryRaw`
    SELECT "id" FROM graphile_worker.add_job(
      identifier => ${name}, payload => ${row}::json, run_at => ${runAt}::timestamptz,
      max_attempts => ${maxAttempts}::int, job_key => ${queueKey(name, key)}, job_key_mode => 'unsafe_dedupe')`
}
