import { env } from "@/lib/env"

/**
 * Runs once when a server process starts: a wrong environment stops it here, with the variables named. Then its share of
 * the jobs begins; which ones there are is said here and nowhere else.
 */
export async function register() {
  env()
  if (process.env.NEXT_RUNTIME !== "nodejs") return
  const [{ startJobs }, { mailJobs }, { callClock, callJobs }, { accountClock, accountJobs }] = await Promise.all([
    import("@/lib/jobs/run"),
    import("@/lib/mail/send"),
    import("@/lib/calls/jobs"),
    import("@/lib/account/jobs"),
  ])
  await startJobs({ ...mailJobs, ...callJobs, ...accountJobs }, [...callClock, ...accountClock])
}
