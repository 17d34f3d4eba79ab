import { createHmac, timingSafeEqual } from "node:crypto"
import { cookies } from "next/headers"
import { z } from "zod"
import { env } from "@/lib/env"
import { publicOrigin } from "@/lib/request"

const cookieName = "earshot-identity"
const nextName = "earshot-next"
/** In seconds: long enough to look for a password. */
const life = 15 * 60

const pendingSchema = z.object({
  issuer: z.string(),
  subject: z.string(),
  email: z.string(),
  userId: z.string(),
  next: z.string(),
  expires: z.number(),
})

/** Somebody whom an issuer has recognised, and who has not yet shown that the account with this address is theirs. */
export type PendingIdentity = Omit<z.infer<typeof pendingSchema>, "expires">

const signature = (body: string) =>
  createHmac("sha256", env().AUTH_SECRET).update(`identity ${body}`).digest("base64url")

/** Keeps it in a signed cookie of this browser while the person is asked. */
export async function keepPending(pending: PendingIdentity): Promise<void> {
  const body = Buffer.from(JSON.stringify({ ...pending, expires: Date.now() + life * 1000 })).toString("base64url")
  const jar = await cookies()
  jar.set(cookieName, `${body}.${signature(body)}`, { ...(await settings()), path: "/sign-in" })
}

/** What this browser was asked; null when it is none, has run out, or was not signed here. */
export async function readPending(): Promise<PendingIdentity | null> {
  const [body = "", given = ""] = (await cookies()).get(cookieName)?.value.split(".") ?? []
  const right = Buffer.from(signature(body))
  const shown = Buffer.from(given)
  if (right.length !== shown.length || !timingSafeEqual(right, shown)) return null
  const { expires, ...pending } = pendingSchema.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")))
  return expires > Date.now() ? pending : null
}

export async function forgetPending(): Promise<void> {
  const jar = await cookies()
  jar.set(cookieName, "", { ...(await settings()), path: "/sign-in", maxAge: 0 })
}

/** Remembers over the way to the issuer and back where the person wanted to go. */
export async function keepNext(next: string): Promise<void> {
  const jar = await cookies()
  jar.set(nextName, next, { ...(await settings()), path: "/" })
}

/** What was remembered, once. It comes from a cookie: check it as any other. */
export async function takeNext(): Promise<string | undefined> {
  const jar = await cookies()
  const next = jar.get(nextName)?.value
  if (next !== undefined) jar.set(nextName, "", { ...(await settings()), path: "/", maxAge: 0 })
  return next
}

async function settings() {
  const secure = (await publicOrigin()).startsWith("https:")
  return { httpOnly: true, sameSite: "lax", secure, maxAge: life } as const
}
