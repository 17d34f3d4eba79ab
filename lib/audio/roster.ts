import { DisconnectReason } from "livekit-client"
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

type Kept = { person: Person; until: number }

/** Milliseconds a seat is kept for someone who vanished: a full reconnect looks like leaving and coming back. */
export const seatKept = 30_000
/** The same for a page that has gone: one that is loaded again is back within two to four seconds. */
export const seatOfPageKept = 6000

/** Milliseconds for which a seat is kept after somebody's connection has gone for this reason; 0: they have left. */
export function keptAfter(reason: DisconnectReason): number {
  switch (reason) {
    case DisconnectReason.CLIENT_INITIATED:
    case DisconnectReason.PARTICIPANT_REMOVED:
      return 0
    // What `sayPageGoes` says.
    case DisconnectReason.USER_UNAVAILABLE:
      return seatOfPageKept
    default:
      return seatKept
  }
}

/** Seats of people whose connection was lost without their leaving. */
export class KeptSeats {
  readonly #seats = new Map<string, Kept>()

  /**
   * @param person `away`: it is their connection that is gone, not ours
   * @param ms milliseconds for which it is kept
   */
  keep(person: Person, now: number, ms = seatKept): void {
    const hearing = person.away ? "muted" : "stopped"
    this.#seats.set(person.id, { person: { ...person, speaking: false, hearing }, until: now + ms })
  }

  /** Our own connection is back: whoever is not there yet has lost theirs. */
  sendAway(now: number): void {
    for (const { person } of this.#seats.values()) if (!person.away) this.keep({ ...person, away: true }, now)
  }

  release(id: string): void {
    this.#seats.delete(id)
  }

  clear(): void {
    this.#seats.clear()
  }

  /** Those still kept; older ones are given up. */
  people(now: number): Person[] {
    for (const [id, { until }] of this.#seats) if (now > until) this.#seats.delete(id)
    return [...this.#seats.values()].map((kept) => kept.person)
  }
}
