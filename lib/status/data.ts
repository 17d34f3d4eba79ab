import "server-only"
import type { User } from "@/lib/auth/actor"
import { isDatabaseDown } from "@/lib/errors"
import { dropFailedJob, listFailedJobs, mustBeOperator, retryFailedJob } from "@/lib/jobs/failed"
import { mailWorks } from "@/lib/mail/queue"
import { readiness } from "@/lib/readiness"
import { type JobKind, type JobReason, kindOf, reasonOf } from "@/lib/status/rules"

export type FailedJobView = {
  id: string
  kind: JobKind
  /** Its name in the code, for what `kind` does not know. */
  name: string
  attempts: number
  reason: JobReason
  /** In the words of the program or the mail server, without addresses. */
  error: string
  failedAt: Date
}

/** `jobs` is null while the database does not answer: nobody knows then. */
export type ServerStatus = { database: boolean; sfu: boolean; mail: boolean; jobs: FailedJobView[] | null }

/**
 * What an operator has to know of this server: what answers, and which jobs have failed for good, the latest first.
 * @throws AppError forbidden for anybody else; so do the two below
 */
export async function serverStatus(operator: User): Promise<ServerStatus> {
  mustBeOperator(operator)
  const { database, sfu } = await readiness()
  // It may go between the two questions.
  const jobs = database
    ? await failedJobs(operator).catch((error: unknown) => {
        if (isDatabaseDown(error)) return null
        throw error
      })
    : null
  return { database: jobs !== null, sfu, mail: mailWorks(), jobs }
}

async function failedJobs(operator: User): Promise<FailedJobView[]> {
  const failed = await listFailedJobs(operator)
  return failed.map(({ id, name, key, attempts, error, failedAt }) => {
    return { id, name, attempts, error, failedAt, kind: kindOf(name, key), reason: reasonOf(error) }
  })
}

/** @throws AppError not_found when it is not among the failed ones (any more) */
export function retryJob(operator: User, jobId: string): Promise<void> {
  return retryFailedJob(operator, jobId)
}

/** @throws AppError not_found when it is not among the failed ones (any more) */
export function dropJob(operator: User, jobId: string): Promise<void> {
  return dropFailedJob(operator, jobId)
}
