import "server-only"
import { askToCompare, compareJob, compareWithSfu } from "@/lib/calls/data"
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

export const callJobs: JobHandlers = { [compareJob]: compare }

/** Begins anew what has stopped, be it by a fault. */
export const callClock: JobClock[] = [{ job: "calls/minute", cron: "* * * * *", run: askToCompare }]
