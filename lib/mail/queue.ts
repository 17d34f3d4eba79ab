import "server-only"
import { db } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { addJob, queueKey, type Transaction } from "@/lib/jobs/add"
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

/**
 * Forgets the mails whose key names this id, such as a user's: those that wait or have failed, and that others were sent.
 * One that is being sent at this moment leaves its key behind, without name or address.
 */
export async function forgetMail(id: string, tx: Transaction = db()): Promise<void> {
  await tx.mailSent.deleteMany({ where: { key: { contains: id } } })
  await tx.$queryRaw`
    SELECT gone."id" FROM graphile_worker.complete_jobs(ARRAY(
      SELECT "id" FROM graphile_worker.jobs
      WHERE "task_identifier" = ${mailJob} AND starts_with("key", ${queueKey(mailJob, "")})
        AND strpos("key", ${id}) > 0)) AS gone`
}
