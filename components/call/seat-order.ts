import type { SeatState } from "@/components/call/call-state"

/** What the seating remembers of one person's voice; those in front stand first, in the order they came there. */
export type Voice = { id: string; since: number; heardAt: number; front: boolean }

// A cough moves nobody: only somebody who speaks on for a second comes to the front.
const SETTLE_MS = 1000
// Shorter pauses than this belong to the same sentence.
const PAUSE_MS = 1500
const FRONT_MS = 20_000
// The last few who spoke stay in front even through a silence, so that a conversation does not shuffle.
const FRONT_KEPT = 3
const FRONT_MOST = 6

/**
 * Who stands in front now: people who spoke lately. Nobody moves within the front, newcomers go to its end, so faces
 * do not jump while people talk. Call it at each change of seats and about once a second. `now` in milliseconds.
 */
export function listenTo(voices: readonly Voice[], seats: readonly SeatState[], now: number): Voice[] {
  const before = new Map(voices.map((voice) => [voice.id, voice]))
  const heard = seats.filter((seat) => !seat.isSelf).flatMap((seat) => voiceOf(seat, before.get(seat.id), now))
  const front = trimmed(
    [...heard.filter((voice) => voice.front)].sort((a, b) => placeIn(voices, a) - placeIn(voices, b)),
    now,
  )
  const ids = new Set(front.map((voice) => voice.id))
  return [...front, ...heard.filter((voice) => !ids.has(voice.id)).map((voice) => ({ ...voice, front: false }))]
}

function voiceOf(seat: SeatState, voice: Voice | undefined, now: number): Voice[] {
  if (!seat.speaking) return voice ? [voice] : []
  const goesOn = voice !== undefined && now - voice.heardAt < PAUSE_MS
  const since = goesOn ? voice.since : now
  return [{ id: seat.id, since, heardAt: now, front: voice?.front === true || now - since >= SETTLE_MS }]
}

function placeIn(voices: readonly Voice[], voice: Voice): number {
  const place = voices.findIndex((one) => one.id === voice.id && one.front)
  return place < 0 ? voices.length : place
}

function trimmed(front: Voice[], now: number): Voice[] {
  const silentFirst = [...front].sort((a, b) => a.heardAt - b.heardAt)
  const gone = new Set<string>()
  for (const voice of silentFirst) {
    const left = front.length - gone.size
    if (left > FRONT_MOST || (left > FRONT_KEPT && now - voice.heardAt > FRONT_MS)) gone.add(voice.id)
  }
  return front.filter((voice) => !gone.has(voice.id))
}

/** Seats as they are shown: those in front, then the rest by name, then oneself. */
export function arrange(
  seats: readonly SeatState[],
  voices: readonly Voice[],
  byName: (a: string, b: string) => number,
): { front: SeatState[]; rest: SeatState[] } {
  const byId = new Map(seats.map((seat) => [seat.id, seat]))
  const front = voices.filter((voice) => voice.front).flatMap((voice) => byId.get(voice.id) ?? [])
  const inFront = new Set(front.map((seat) => seat.id))
  const rest = seats
    .filter((seat) => !inFront.has(seat.id) && !seat.isSelf)
    .sort((a, b) => byName(a.name, b.name) || (a.id < b.id ? -1 : 1))
  return { front, rest: [...rest, ...seats.filter((seat) => seat.isSelf)] }
}

export type SeatLayout = "alone" | "two" | "few" | "many"

/** How a number of people is seated; those who keep a seat while they are away count. */
export function layoutFor(count: number): SeatLayout {
  if (count <= 1) return "alone"
  if (count === 2) return "two"
  return count <= 6 ? "few" : "many"
}
