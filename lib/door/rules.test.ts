import { expect, test } from "vitest"
import { type EntryFacts, entryFor, isLockedOut } from "@/lib/door/rules"

const facts = (change: Partial<EntryFacts>): EntryFacts => ({
  rejoin: null,
  revoked: false,
  unknown: false,
  lockedOut: false,
  ...change,
})

test("whoever has the link walks in", () => {
  expect(entryFor(facts({}))).toEqual({ at: "in" })
})

test("a lost connection comes back into its own call while that is open", () => {
  expect(entryFor(facts({ rejoin: "open" }))).toEqual({ at: "in" })
})

test("a call that was ended, or is none of this room's, refuses a rejoin", () => {
  expect(entryFor(facts({ rejoin: "ended" }))).toEqual({ at: "refused", why: "call_ended" })
  expect(entryFor(facts({ rejoin: "unknown" }))).toEqual({ at: "refused", why: "call_ended" })
})

test("whoever was removed stays out, and is told that rather than the end", () => {
  for (const rejoin of [null, "open", "ended"] as const) {
    expect(entryFor(facts({ rejoin, revoked: true }))).toEqual({ at: "refused", why: "removed" })
  }
})

test("whoever wants back as somebody who was never there is told so; the end of the call weighs more", () => {
  expect(entryFor(facts({ rejoin: "open", unknown: true }))).toEqual({ at: "refused", why: "seat_gone" })
  expect(entryFor(facts({ rejoin: "ended", unknown: true }))).toEqual({ at: "refused", why: "call_ended" })
})

test("a lock keeps new people out, and nothing weighs less", () => {
  expect(entryFor(facts({ lockedOut: true }))).toEqual({ at: "refused", why: "locked" })
  expect(entryFor(facts({ lockedOut: true, revoked: true }))).toEqual({ at: "refused", why: "removed" })
  expect(entryFor(facts({ lockedOut: true, rejoin: "ended" }))).toEqual({ at: "refused", why: "call_ended" })
})

test("a lock touches neither the host nor whoever was let in before", () => {
  const now = new Date()
  const seat = { role: "speaker" as const, letInAt: null, joinedAt: null }
  expect(isLockedOut({ lockedAt: now }, seat, now)).toBe(true)
  expect(isLockedOut({ lockedAt: now }, { ...seat, letInAt: now }, now)).toBe(false)
  expect(isLockedOut({ lockedAt: now }, { ...seat, role: "host" }, now)).toBe(false)
  expect(isLockedOut({ lockedAt: null }, seat, now)).toBe(false)
})

test("a way in that was only kept opens no locked call, a stay does for as long as it lasts", () => {
  const now = new Date()
  const letInAt = new Date(now.getTime() - 61_000)
  const seat = { role: "speaker" as const, letInAt, joinedAt: null }
  expect(isLockedOut({ lockedAt: now }, seat, now)).toBe(true)
  expect(isLockedOut({ lockedAt: now }, { ...seat, joinedAt: letInAt }, now)).toBe(false)
})
