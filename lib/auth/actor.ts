import type { UserRole } from "@/prisma/generated/enums"

/** Someone signed in. */
export type User = {
  kind: "user"
  id: string
  name: string
  email: string
  role: UserRole
  locale: string | null
  theme: string | null
  timeZone: string | null
  /** Of the signed-in browser that asks; none in work that nobody's browser asked for. */
  sessionId?: string
}

/** Someone who came by link, known by a random id in a signed cookie. */
export type Guest = { kind: "guest"; id: string }

export type Actor = User | Guest

/** How an actor is written in rows: "u:<userId>" or "g:<guestId>". */
export function actorKey(actor: Actor): string {
  return `${actor.kind === "user" ? "u" : "g"}:${actor.id}`
}
