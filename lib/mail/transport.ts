import "server-only"
import nodemailer, { type Transporter } from "nodemailer"
import { env, readSender } from "@/lib/env"
import { mailAddress } from "@/lib/mail/address"
import { mark } from "@/lib/mail/mark"
import { readServerAddress } from "@/lib/mail/server-address"
import type { Mail } from "@/lib/mail/write"

/** A mail server that says nothing for so long is given up; the job comes again. */
const silenceMs = 20_000

let transport: Transporter | undefined

function mailServer(): { transport: Transporter; from: { name: string; address: string } } {
  const { SMTP_URL, MAIL_FROM = "" } = env()
  const from = readSender(MAIL_FROM)
  if (!SMTP_URL || !from) throw new Error("Mail is off: SMTP_URL is not set")
  transport ??= nodemailer.createTransport({
    ...readServerAddress(SMTP_URL),
    connectionTimeout: silenceMs / 2,
    greetingTimeout: silenceMs / 2,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return { transport, from }
}

/** The domain of whom mails are from; message ids end in it. */
export function senderDomain(): string {
  return mailServer().from.address.split("@")[1] ?? "localhost"
}

/**
 * Hands one mail to the mail server; comes back when the server has taken it.
 * @throws Error in the server's words when it has not, or when it is not known whether it has
 */
export async function deliver({ to, messageId, mail }: { to: string; messageId: string; mail: Mail }): Promise<void> {
  const { transport, from } = mailServer()
  const address = mailAddress.parse(to)
  await transport.sendMail({
    // What the server is told is not read out of a header again.
    envelope: { from: from.address, to: [address] },
    from,
    to: { name: "", address },
    messageId,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    attachments: [{ filename: "mark.png", content: mark, cid: "mark", contentDisposition: "inline" }],
    // No "I am away" in answer, and no loop with another robot.
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  })
}
