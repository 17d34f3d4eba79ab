import { z } from "zod"
import { mailAddressLink, mailPasswordLink, mailSignInLink, mailSignUp } from "@/lib/account/data/ask"
import { sweepLinks } from "@/lib/account/data/links"
import { locales } from "@/lib/i18n/locales"
import type { JobClock, JobHandlers } from "@/lib/jobs/run"

const reset = z.object({ email: z.string() })
const signUp = z.object({ email: z.string(), name: z.string(), locale: z.enum(locales) })
const address = z.object({ userId: z.string(), email: z.string() })

/** What the account's pages leave to be done behind them. */
export const accountJobs: JobHandlers = {
  "account/reset": (payload) => mailPasswordLink(reset.parse(payload).email),
  "account/sign-in": (payload) => mailSignInLink(reset.parse(payload).email),
  "account/sign-up": (payload) => mailSignUp(signUp.parse(payload)),
  "account/address": (payload) => {
    const { userId, email } = address.parse(payload)
    return mailAddressLink(userId, email)
  },
}

/** Once a night: links that nobody can use any more hold addresses for nothing. */
export const accountClock: JobClock[] = [{ job: "account/sweep", cron: "17 3 * * *", run: sweepLinks }]
