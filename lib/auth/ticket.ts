import { createHmac, timingSafeEqual } from "node:crypto"
import { env } from "@/lib/env"

/** In milliseconds: it goes from one function of this process to the next. */
const life = 30_000

const signature = (body: string) => createHmac("sha256", env().AUTH_SECRET).update(`ticket ${body}`).digest("base64url")

/** What lets Auth.js sign a user in whom we have recognised ourselves, e.g. by a one-time link. Never leaves the server. */
export function makeTicket(userId: string): string {
  const body = `${userId}.${Date.now() + life}`
  return `${body}.${signature(body)}`
}

/** The user's id in a ticket made here and just now; null for any other text. */
export function readTicket(ticket: unknown): string | null {
  if (typeof ticket !== "string") return null
  const [userId = "", expires = "", given = ""] = ticket.split(".")
  const right = Buffer.from(signature(`${userId}.${expires}`))
  const shown = Buffer.from(given)
  if (right.length !== shown.length || !timingSafeEqual(right, shown)) return null
  return Number(expires) > Date.now() ? userId : null
}
