import type { Role } from "@/prisma/generated/enums"

/** What is known of someone at the door when the room exists and the limits are kept. */
export type EntryFacts = {
  /** The call they want back into: null for a first entry, "unknown" when it is no call of this room. */
  rejoin: null | "unknown" | "open" | "ended"
  /** Their place in that call (or in the open one) was taken away. */
  revoked: boolean
  /** They want back as somebody who was never in that call: signed out since, or their cookies are gone. */
  unknown: boolean
  /** Nobody new comes in, and they are new: neither the host, nor let in before. */
  lockedOut: boolean
}

export type Entry = { at: "in" } | { at: "refused"; why: "call_ended" | "removed" | "seat_gone" | "locked" }

type Seat = { role: Role; letInAt: Date | null; joinedAt: Date | null }

/** Milliseconds after which the sound server has told of everybody who came in; before, the gate's word counts. */
const toldWithin = 60_000

/**
 * Does a lock keep this person out? It never touches those who are in, nor the host. Whom the gate let through long ago
 * and nobody ever saw in the call only kept a way in.
 * @param seat theirs in this call
 */
export function isLockedOut(call: { lockedAt: Date | null }, seat: Seat, now: Date): boolean {
  if (call.lockedAt === null || seat.role === "host") return false
  if (!seat.letInAt) return true
  return seat.joinedAt === null && now.getTime() - seat.letInAt.getTime() > toldWithin
}

/** The decision of the door. Removal weighs more than the end: who was removed is told so. */
export function entryFor(facts: EntryFacts): Entry {
  if (facts.revoked) return { at: "refused", why: "removed" }
  if (facts.rejoin === "ended" || facts.rejoin === "unknown") return { at: "refused", why: "call_ended" }
  // Let in, they would be somebody else in the call, and nobody would say so.
  if (facts.unknown) return { at: "refused", why: "seat_gone" }
  if (facts.lockedOut) return { at: "refused", why: "locked" }
  return { at: "in" }
}
