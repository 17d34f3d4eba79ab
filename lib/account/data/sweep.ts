import "server-only"
import { sweepLinks } from "@/lib/account/data/links"
import { db } from "@/lib/db"
import { sweepFailedJobs } from "@/lib/jobs/forget"
import { sweepSentMail } from "@/lib/mail/queue"

/** Removes what has run out: links, signed-in browsers that nobody used for a month, old failures, which mails were sent. */
export async function sweep(): Promise<void> {
  await sweepLinks()
  await db().session.deleteMany({ where: { expires: { lt: new Date() } } })
  await sweepFailedJobs()
  await sweepSentMail()
}
