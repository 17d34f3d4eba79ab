import "server-only"
import { askToCompare, compareJob, compareWithSfu } from "@/lib/calls/data"
import { letGo, letGoJob } from "@/lib/calls/data/let-go"
import { sweepUnused } from "@/lib/calls/data/sweep"
import { AppError } from "@/lib/errors"
import type { JobClock, JobHandlers } from "@/lib/jobs/run"
import { logFault } from "@/lib/log"

/** Compares, and again at the next beat while anybody may be in a call: so what a webhook did not tell is known at once. */
async function compare(): Promise<void> {
  const again = await compareWithSfu().catch((error: unknown) => {
    if (error instanceof AppError && error.code === "sfu_unavailable") return true
    logFault(error, compareJob)
    return false
  })
  if (again) await askToCompare()
}

export const callJobs: JobHandlers = { [compareJob]: compare, [letGoJob]: letGo }

export const callClock: JobClock[] = [
  // Begins anew what has stopped, be it by a fault.
  { job: "calls/minute", cron: "* * * * *", run: askToCompare },
  { job: "calls/sweep", cron: "37 3 * * *", run: sweepUnused },
]
