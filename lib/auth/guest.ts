import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"
import { cookies } from "next/headers"
import type { Actor, Guest } from "@/lib/auth/actor"
import { currentUser } from "@/lib/auth/session"
import { env } from "@/lib/env"
import { publicOrigin } from "@/lib/request"

const cookieName = "earshot-guest"
const cookieLife = 180 * 24 * 3600

const signature = (id: string) => createHmac("sha256", env().AUTH_SECRET).update(`guest ${id}`).digest("base64url")

/** The guest id in a cookie value, or null when it was not signed here. */
export function readGuestCookie(value: string | undefined): string | null {
  const [id, given] = value?.split(".") ?? []
  if (!id || !given) return null
  const right = Buffer.from(signature(id))
  const shown = Buffer.from(given)
  return right.length === shown.length && timingSafeEqual(right, shown) ? id : null
}

/** The signed value of a guest cookie. */
export function guestCookie(id: string): string {
  return `${id}.${signature(id)}`
}

/** Who asks: the signed-in user, else the guest of the cookie, else null. */
export async function currentActor(): Promise<Actor | null> {
  const user = await currentUser()
  if (user) return user
  const id = readGuestCookie((await cookies()).get(cookieName)?.value)
  return id ? { kind: "guest", id } : null
}

/** Who asks; someone without account and cookie becomes a new guest. Only in actions and route handlers: it sets a cookie. */
export async function actorOrNewGuest(): Promise<Actor> {
  const actor = await currentActor()
  if (actor) return actor
  const guest: Guest = { kind: "guest", id: randomBytes(16).toString("base64url") }
  const secure = (await publicOrigin()).startsWith("https:")
  const jar = await cookies()
  jar.set(cookieName, guestCookie(guest.id), { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: cookieLife })
  return guest
}
