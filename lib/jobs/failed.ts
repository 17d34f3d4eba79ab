import "server-only"
import type { User } from "@/lib/auth/actor"
import { db } from "@/lib/db"
import { AppError } from "@/lib/errors"

export type FailedJob = {
  id: string
  name: string
  key: string | null
  attempts: number
  error: string
  failedAt: Date
}

const mostShown = 200

/**
 * The jobs that will not be tried again by themselves, the latest first.
 * @throws AppError forbidden for anybody but the operator; so do the two below
 */
export async function listFailedJobs(operator: User): Promise<FailedJob[]> {
  mustBeOperator(operator)
  return db().$queryRaw<FailedJob[]>`
    SELECT "id"::text, "task_identifier" AS "name", "attempts"::int, coalesce("last_error", '') AS "error",
      nullif(split_part("key", ' ', 2), '') AS "key", "updated_at" AS "failedAt"
    FROM graphile_worker.jobs
    WHERE "attempts" >= "max_attempts" AND "locked_at" IS NULL
    ORDER BY "updated_at" DESC LIMIT ${mostShown}`
}

/**
 * Tries a failed job once more from the start, at once.
 * @throws AppError not_found when it is not among the failed ones
 */
export async function retryFailedJob(operator: User, id: string): Promise<void> {
  await mustHaveFailed(operator, id)
  await db().$queryRaw`
    SELECT "id" FROM graphile_worker.reschedule_jobs(ARRAY[${id}]::bigint[], run_at => now(), attempts => 0)`
}

/**
 * Gives a failed job up.
 * @throws AppError not_found when it is not among the failed ones
 */
export async function dropFailedJob(operator: User, id: string): Promise<void> {
  await mustHaveFailed(operator, id)
  await db().$queryRaw`SELECT "id" FROM graphile_worker.complete_jobs(ARRAY[${id}]::bigint[])`
}

/** @throws AppError forbidden */
export function mustBeOperator(user: User): void {
  if (user.role !== "operator") throw new AppError("forbidden")
}

async function mustHaveFailed(operator: User, id: string): Promise<void> {
  mustBeOperator(operator)
  const found = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM graphile_worker.jobs
    WHERE "id"::text = ${id} AND "attempts" >= "max_attempts" AND "locked_at" IS NULL`
  if (found.length === 0) throw new AppError("not_found")
}
