import { z } from "zod"
import { mailAddressLink, mailPasswordLink, mailSignInLink, mailSignUp } from "@/lib/account/data/ask"
import { sweep } from "@/lib/account/data/sweep"
import { locales } from "@/lib/i18n/locales"
import type { JobClock, JobHandlers } from "@/lib/jobs/run"

const reset = z.object({ email: z.string() })
const signUp = z.object({ email: z.string(), name: z.string(), locale: z.enum(locales) })
const address = z.object({ userId: z.string(), email: z.string() })
/** They are added under a random id, which names what they make. */
const id = z.uuid()

/** What the account's pages leave to be done behind them. */
export const accountJobs: JobHandlers = {
  "account/reset": (payload, key) => mailPasswordLink(id.parse(key), reset.parse(payload).email),
  "account/sign-in": (payload, key) => mailSignInLink(id.parse(key), reset.parse(payload).email),
  "account/sign-up": (payload, key) => mailSignUp(id.parse(key), signUp.parse(payload)),
  "account/address": (payload, key) => mailAddressLink(id.parse(key), address.parse(payload)),
}

/** Once a night: what nobody can use any more holds addresses for nothing. */
export const accountClock: JobClock[] = [{ job: "account/sweep", cron: "17 3 * * *", run: sweep }]
