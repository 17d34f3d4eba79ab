import "server-only"
import { createHash } from "node:crypto"
import { z } from "zod"
import { db } from "@/lib/db"
import type { JobHandlers } from "@/lib/jobs/run"
import { mailAddress } from "@/lib/mail/address"
import { deliver, senderDomain } from "@/lib/mail/transport"

const lockClass = 72_707_371
/** Longer than the mail server is waited for, step by step. */
const wholeMs = 150_000

const queued = z.object({
  key: z.string(),
  to: mailAddress,
  mail: z.object({ subject: z.string(), html: z.string(), text: z.string() }),
})

/**
 * Sends a queued mail, once. That the server took it is written down in the moment it says so: only when this process or
 * the database dies in between is it sent again, and then with the same id, by which mail programs show it once.
 */
async function sendMail(payload: unknown): Promise<void> {
  const { key, to, mail } = queued.parse(payload)
  const messageId = messageIdOf(key)
  await db().$transaction(
    async (tx) => {
      // Whoever thinks us dead and begins anew waits here, and then finds the row.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockClass}::int, hashtext(${key}))`
      if (await tx.mailSent.findUnique({ where: { key }, select: { key: true } })) return
      await deliver({ to, messageId, mail })
      await tx.mailSent.create({ data: { key, messageId } })
    },
    { timeout: wholeMs, maxWait: 10_000 },
  )
}

/** The same key is the same mail, so it has the same id. */
function messageIdOf(key: string): string {
  return `<${createHash("sha256").update(key).digest("hex").slice(0, 40)}@${senderDomain()}>`
}

export const mailJobs: JobHandlers = { mail: sendMail }
