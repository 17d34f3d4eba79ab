import "server-only"
import type { PoolClient } from "pg"
import { db } from "@/lib/db"
import { log } from "@/lib/log"

// The runner lets nobody touch what a killed process had begun for four hours. So each pool of workers holds a lock on
// the connection it listens on, which dies with its process: whoever holds a job but no lock is dead.
const lockClass = 72_707_370
/** For a pool that has lost its connection and gets another. */
const graceSeconds = 5

/** Makes known that this pool of workers lives, as long as the connection does. */
export function isAlive({ client, workerPool }: { client: PoolClient; workerPool: { id: string } }): void {
  // After the runner's own statement: a connection takes one at a time.
  setTimeout(() => {
    client
      .query("SELECT pg_try_advisory_lock($1, hashtext($2))", [lockClass, workerPool.id])
      .catch((error: unknown) => log.warn({ err: error }, "workers not announced"))
  }, 200)
}

/** Gives the jobs of dead processes back to the queue. */
export async function releaseDead(): Promise<void> {
  const dead = await db().$queryRaw<{ worker: string }[]>`
    SELECT DISTINCT "locked_by" AS "worker" FROM graphile_worker.jobs
    WHERE "locked_at" < now() - ${graceSeconds} * interval '1 second' AND NOT EXISTS (
      SELECT FROM pg_locks
      WHERE "locktype" = 'advisory' AND "classid" = ${lockClass}::int::oid AND "objsubid" = 2
        AND "database" = (SELECT "oid" FROM pg_database WHERE "datname" = current_database())
        AND "objid" = (hashtext("locked_by")::bigint & 4294967295)::oid)`
  if (dead.length === 0) return
  const workers = dead.map(({ worker }) => worker)
  await db().$queryRaw`SELECT 1 FROM graphile_worker.force_unlock_workers(${workers}::text[])`
  log.warn({ workers }, "jobs of ended processes go back to the queue")
}
