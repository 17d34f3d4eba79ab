import "server-only"
import { db } from "@/lib/db"
import type { Transaction } from "@/lib/jobs/add"
import { unseal } from "@/lib/jobs/seal"

/**
 * Takes jobs out of the queue. One that is being done at this moment is let go on, with nothing left to do if it fails:
 * what it was about is taken out of its row.
 */
export async function forgetJobs(ids: string[], tx: Transaction = db()): Promise<void> {
  if (ids.length === 0) return
  await tx.$queryRaw`SELECT "id" FROM graphile_worker.complete_jobs(${ids}::bigint[])`
  // The library's functions leave alone what is being done; it would come again with all that it holds.
  await tx.$executeRaw`
    UPDATE graphile_worker._private_jobs SET "payload" = '{"forgotten":true}'::json WHERE "id" = ANY(${ids}::bigint[])`
}

/**
 * Takes those jobs out of the queue whose payload is somebody's: it is sealed, so each has to be opened.
 * @param names of the jobs to open
 */
export async function forgetJobsAbout(
  names: string[],
  isAbout: (payload: unknown) => boolean,
  tx: Transaction = db(),
): Promise<void> {
  const jobs = await tx.$queryRaw<{ id: string; sealed: string | null }[]>`
    SELECT j."id"::text, j."payload"->>'sealed' AS "sealed"
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t."id" = j."task_id"
    WHERE t."identifier" = ANY(${names}::text[])`
  const theirs = jobs.filter(({ sealed }) => sealed !== null && opens(sealed, isAbout))
  await forgetJobs(
    theirs.map(({ id }) => id),
    tx,
  )
}

/** Gives up for the operator what failed for good a month ago: it holds names and addresses for nothing. */
export async function sweepFailedJobs(): Promise<void> {
  const jobs = await db().$queryRaw<{ id: string }[]>`
    SELECT "id"::text FROM graphile_worker.jobs
    WHERE "attempts" >= "max_attempts" AND "locked_at" IS NULL AND "updated_at" < now() - interval '30 days'`
  await forgetJobs(jobs.map(({ id }) => id))
}

function opens(sealed: string, isAbout: (payload: unknown) => boolean): boolean {
  try {
    return isAbout(unseal(sealed))
  } catch {
    // Under another AUTH_SECRET nobody can read it any more.
    return false
  }
}
