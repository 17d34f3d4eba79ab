import type { CallSnapshot } from "@/lib/audio/call-snapshot"
import type { Person } from "@/lib/audio/roster"

/**
 * The snapshot after a change, with everything in it that is as it was; the same one where nothing is different. Most of
 * what the SDK and the clock tell changes nothing that is drawn. Seconds of a trouble are news by themselves.
 */
export function withChange(before: CallSnapshot, change: Partial<CallSnapshot>): CallSnapshot {
  const now = { ...before, ...change }
  const next: CallSnapshot = {
    ...now,
    people: keptPeople(before.people, now.people),
    microphone: kept(before.microphone, now.microphone),
    devices: kept(before.devices, now.devices),
    note: kept(before.note, now.note),
    offer: kept(before.offer, now.offer),
    own: kept(before.own, now.own),
    trouble: kept(before.trouble, now.trouble),
    path: kept(before.path, now.path),
  }
  return next.trouble === null && isShallowlySame(before, next) ? before : next
}

function keptPeople(before: Person[], now: Person[]): Person[] {
  const byId = new Map(before.map((person) => [person.id, person]))
  const people = now.map((person) => kept(byId.get(person.id), person) ?? person)
  return people.length === before.length && people.every((person, at) => person === before[at]) ? before : people
}

function kept<Value>(before: Value, now: Value): Value {
  return isSame(before, now) ? before : now
}

function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false
  const [parts, others] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))]
  return parts.length === others.size && parts.every(([key, part]) => others.has(key) && isSame(part, others.get(key)))
}

function isShallowlySame(one: CallSnapshot, other: CallSnapshot): boolean {
  const others = new Map<string, unknown>(Object.entries(other))
  return Object.entries(one).every(([key, part]) => Object.is(part, others.get(key)))
}
