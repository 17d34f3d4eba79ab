import { randomUUID } from "node:crypto"
import { withDatabase } from "./fixtures"

export type GivenUp = { name: string; key: string; error: string; hoursAgo: number }

/** Jobs that failed for good, and no others: as the queue keeps them after the last try. */
export function giveUp(jobs: readonly GivenUp[]): Promise<void> {
  return withDatabase(process.env.DATABASE_URL ?? "", async (client) => {
    await client.query(
      `SELECT "id" FROM graphile_worker.complete_jobs(ARRAY(
         SELECT "id" FROM graphile_worker.jobs WHERE "attempts" >= "max_attempts" AND "locked_at" IS NULL))`,
    )
    for (const { name, key, error, hoursAgo } of jobs) {
      const jobKey = `${name} ${key}:${randomUUID()}`
      await client.query(
        `SELECT graphile_worker.add_job(identifier => $1, payload => '{"sealed":"x"}'::json, job_key => $2,
           run_at => now() + interval '1 day', max_attempts => 12)`,
        [name, jobKey],
      )
      await client.query(
        `UPDATE graphile_worker._private_jobs SET "attempts" = 12, "last_error" = $2,
           "updated_at" = now() - $3 * interval '1 hour' WHERE "key" = $1`,
        [jobKey, error, hoursAgo],
      )
    }
  })
}

export const usualTroubles: readonly GivenUp[] = [
  {
    name: "mail",
    key: "reset",
    error: "Can't send mail - all recipients were rejected: 550 5.1.1 <…@…>: Recipient address rejected: User unknown",
    hoursAgo: 2,
  },
  { name: "mail", key: "added", error: "connect ECONNREFUSED 203.0.113.9:465", hoursAgo: 27 },
  { name: "mail", key: "address", error: "Invalid login: 535 5.7.8 Error: authentication failed", hoursAgo: 75 },
]
