import type { Hearing } from "@/lib/audio/hearing"

/** Someone in the call, as the page shows them. `id` is the LiveKit identity. */
export type Person = {
  id: string
  name: string
  isSelf: boolean
  isHost: boolean
  muted: boolean
  speaking: boolean
  hearing: Hearing
  /** Vanished without leaving: the seat is kept for a while. */
  away: boolean
}

type Kept = { person: Person; since: number }

/** Milliseconds a seat is kept for someone who vanished: a full reconnect looks like leaving and coming back. */
export const seatKept = 30_000

/** Seats of people whose connection was lost without their leaving. */
export class KeptSeats {
  readonly #seats = new Map<string, Kept>()

  /** `person.away`: it is their connection that is gone, not ours. */
  keep(person: Person, now: number): void {
    const hearing = person.away ? "muted" : "stopped"
    this.#seats.set(person.id, { person: { ...person, speaking: false, hearing }, since: now })
  }

  /** Our own connection is back: whoever is not there yet has lost theirs. */
  sendAway(now: number): void {
    for (const { person } of this.#seats.values()) this.keep({ ...person, away: true }, now)
  }

  release(id: string): void {
    this.#seats.delete(id)
  }

  clear(): void {
    this.#seats.clear()
  }

  /** Those still kept; older ones are given up. */
  people(now: number): Person[] {
    for (const [id, { since }] of this.#seats) if (now - since > seatKept) this.#seats.delete(id)
    return [...this.#seats.values()].map((kept) => kept.person)
  }
}
