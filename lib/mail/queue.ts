import "server-only"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { addJob, queueKey, type Transaction } from "@/lib/jobs/add"
import { forgetJobs } from "@/lib/jobs/forget"
import { mailAddress } from "@/lib/mail/address"
import type { Mail } from "@/lib/mail/write"

export const mailJob = "mail"

/** Is there a mail server? Without one, pages offer a link to copy instead. */
export function mailWorks(): boolean {
  return env().SMTP_URL !== undefined
}

/**
 * Puts one mail into the queue. A key is never sent twice: it says why, whom it is for and what makes it new, such as
 * `reset:<user id>:<token id>`. It stays, so it holds ids and neither names nor addresses.
 * @param tx the transaction of the decision that the mail is about: both are kept, or neither
 * @throws AppError invalid with field email, for an address that must not be written to; mail_off without a mail server
 */
export async function queueMail(one: { key: string; to: string; mail: Mail; tx?: Transaction }): Promise<void> {
  const { key, to, mail, tx } = one
  if (!mailWorks()) throw new AppError("mail_off")
  const address = mailAddress.safeParse(to)
  if (!address.success) throw new AppError("invalid", { email: "email_invalid" })
  await addJob(mailJob, { key, to: address.data, mail }, { key, tx })
}

/** Was this mail queued before, whether it waits, has failed or is sent? For work that may be asked for twice. */
export async function mailKnown(key: string, tx: Transaction): Promise<boolean> {
  if (await tx.mailSent.findUnique({ where: { key }, select: { key: true } })) return true
  const waiting = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM graphile_worker.jobs WHERE "key" = ${queueKey(mailJob, key)}`
  return waiting.length > 0
}

/**
 * Takes the mails whose key ends in one of these ids out of the queue: those that wait or have failed. One that is being
 * sent at this moment is sent now or never.
 */
export async function cancelMail(ids: string[], tx: Transaction): Promise<void> {
  if (ids.length === 0) return
  const jobs = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id"::text FROM graphile_worker.jobs
    WHERE "task_identifier" = ${mailJob} AND substring("key" FROM '[^:]*$') = ANY(${ids}::text[])`
  await forgetJobs(idsOf(jobs), tx)
}

/**
 * Forgets the mails whose key names this id, such as a user's: those in the queue, and that others were sent. One that is
 * being sent at this moment leaves its key behind, without name or address.
 */
export async function forgetMail(id: string, tx: Transaction = db()): Promise<void> {
  await tx.mailSent.deleteMany({ where: { key: { contains: id } } })
  const jobs = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id"::text FROM graphile_worker.jobs
    WHERE "task_identifier" = ${mailJob} AND starts_with("key", ${queueKey(mailJob, "")}) AND strpos("key", ${id}) > 0`
  await forgetJobs(idsOf(jobs), tx)
}

const idsOf = (jobs: { id: string }[]) => jobs.map(({ id }) => id)

/**
 * Forgets that mails were sent a month ago. Only where none of that key waits any more, which would then be sent again.
 */
export async function sweepSentMail(): Promise<void> {
  await db().$executeRaw`
    DELETE FROM "MailSent" WHERE "sentAt" < now() - interval '30 days' AND NOT EXISTS (
      SELECT FROM graphile_worker.jobs WHERE jobs."key" = ${queueKey(mailJob, "")} || "MailSent"."key")`
}
