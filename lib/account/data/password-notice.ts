import "server-only"
import { passwordChangedMail } from "@/lib/account/mail"
import { isLocale } from "@/lib/i18n/locales"
import type { Transaction } from "@/lib/jobs/add"
import { mailAddress } from "@/lib/mail/address"
import { mailWorks, queueMail } from "@/lib/mail/queue"
import { siteOrigin } from "@/lib/request"

/** Tells the account's mailbox that there is a new password, where mail works. Kept with the change, or not at all. */
export async function tellPasswordChanged(tx: Transaction, userId: string): Promise<void> {
  if (!mailWorks()) return
  const select = { name: true, email: true, locale: true }
  const { name, email, locale } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select })
  // A set-up takes addresses that no mail may go to; the password is changed all the same.
  if (!mailAddress.safeParse(email).success) return
  const link = `${siteOrigin()}/reset`
  const mail = await passwordChangedMail({ name, link, locale: isLocale(locale) ? locale : "en" })
  await queueMail({ key: `password-changed:${userId}:${crypto.randomUUID()}`, to: email, mail, tx })
}
