import "server-only"
import { EventEmitter } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import { type Job, Logger, parseCronItems, type Runner, run, type TaskList } from "graphile-worker"
import { z } from "zod"
import { env } from "@/lib/env"
import { queueKey } from "@/lib/jobs/add"
import { blotted, placeOf } from "@/lib/jobs/blot"
import { isAlive, releaseDead } from "@/lib/jobs/dead-workers"
import { drainBeforeExit } from "@/lib/jobs/drain"
import { unseal } from "@/lib/jobs/seal"
import { log } from "@/lib/log"

/**
 * Does one job; parses its payload itself. May be asked again for the same job, after a fault or a crash, also when it was
 * done to the end: `key`, under which it was added, is then the same.
 */
export type JobHandler = (payload: unknown, key: string) => Promise<void>
export type JobHandlers = Record<string, JobHandler>
/**
 * Work by the clock, with five cron fields in UTC: done by one of the processes. What fails three times is shown to the
 * operator until its hour comes again.
 */
export type JobClock = { job: string; cron: string; run: () => Promise<void> }

const atOnce = 4
const connections = 6
const pollMs = 1000
const sweepMs = 5000
/** A start should not wait longer for a database that hangs. */
const startPatienceMs = 4000
const drainMs = 10_000

const kept = z.union([z.object({ sealed: z.string() }), z.object({ forgotten: z.literal(true) })])

let runner: Runner | undefined
let stopping: Promise<unknown> | undefined

/**
 * Starts doing jobs in this process and keeps at it: when the database goes, until it is back. At SIGTERM and SIGINT no
 * new job is begun, and those begun are ended first. Comes back as soon as the queue is there, or cannot be for now.
 * @returns what ends it in the same way
 */
export async function startJobs(handlers: JobHandlers, clock: JobClock[]): Promise<() => Promise<unknown>> {
  const sweep = setInterval(() => releaseDead().catch(() => {}), sweepMs)
  const drain = () => {
    clearInterval(sweep)
    stopping ??= Promise.race([runner?.stop().catch(() => {}), sleep(drainMs, undefined, { ref: false })])
    return stopping
  }
  drainBeforeExit(drain)
  const ready = new Promise<void>((done) => {
    void keepRunning(tasksOf(handlers, clock), clock, done)
  })
  await Promise.race([ready, sleep(startPatienceMs, undefined, { ref: false })])
  return drain
}

async function keepRunning(taskList: TaskList, clock: JobClock[], ready: () => void): Promise<void> {
  const events = new EventEmitter()
  events.on("pool:listen:success", isAlive)
  events.on("job:failed", ({ job }: { job: Job }) => {
    log.error({ job: job.task_identifier, id: job.id }, "job failed for good")
  })
  let misses = 0
  while (!stopping) {
    const startedAt = Date.now()
    try {
      runner = await run({
        connectionString: env().DATABASE_URL,
        concurrency: atOnce,
        maxPoolSize: connections,
        pollInterval: pollMs,
        noHandleSignals: true,
        taskList,
        parsedCronItems: parseCronItems(
          clock.map(({ job, cron }) => ({ task: job, match: cron, options: { jobKey: job, maxAttempts: 3 } })),
        ),
        events,
        logger,
      })
      await releaseDead()
      ready()
      await runner.promise
    } catch (error) {
      log.warn({ err: error }, "jobs do not run")
    }
    ready()
    misses = Date.now() - startedAt > 60_000 ? 1 : misses + 1
    if (!stopping) await sleep(Math.min(500 * 2 ** misses, 10_000), undefined, { ref: false })
  }
}

function tasksOf(handlers: JobHandlers, clock: JobClock[]): TaskList {
  const tasks: TaskList = {}
  for (const [name, handler] of Object.entries(handlers))
    tasks[name] = (payload, { job }) =>
      blotting(name, async () => {
        const row = kept.parse(payload)
        if ("sealed" in row) await handler(unseal(row.sealed), job.key?.slice(queueKey(name, "").length) ?? "")
      })
  for (const { job, run: work } of clock) tasks[job] = () => blotting(job, work)
  return tasks
}

/** What is thrown on is kept with the job, where the operator reads it. */
async function blotting(job: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const why = blotted(error)
    log.warn({ job, why, at: placeOf(error) }, "job failed")
    throw Object.assign(new Error(why), { stack: "" })
  }
}

/** What the runner itself says. It would log whole jobs, with what is in them. */
const logger = new Logger(() => (level, message) => {
  if (level === "error" && !message.startsWith("Failed task")) log.warn({ why: blotted(message) }, "jobs")
})
