import type { Room } from "livekit-client"
import { connect, sitDown } from "@/lib/audio/call-room"
import { askDoor, type DoorAnswer, type Ticket } from "@/lib/audio/door-client"
import { type Ending, endingOfCode } from "@/lib/audio/ending"
import type { Nudge } from "@/lib/audio/nudge"

export type Way = {
  who: { slug: string; name: string }
  /** The call to get back into; null for whatever call is open there now. */
  rejoin: string | null
  /** An answer of the door that is there already. */
  first: DoorAnswer | null
  /** Date.now() after which the next failure is the last. */
  until: number
  nudge: Nudge
  /** A room for one try, not connected yet. */
  room(): Room
  /** Nobody waits for it any more. Asked before each step that costs others something. */
  needless(): Promise<boolean>
  /** The door has answered, or not. */
  onAnswer(answer: DoorAnswer): void
  onTicket(ticket: Ticket): void
}

const shortPause = 400

export type Entrance = { at: "in" } | { at: "needless" } | { at: "over"; ending: Ending }

/** Asks the door, connects, and tries again until in, refused for good, out of time, or needless. Never throws. */
export async function enterCall(way: Way): Promise<Entrance> {
  const since = Date.now()
  let answer = way.first
  for (let tries = 0; ; tries += 1) {
    const triedAt = Date.now()
    answer ??= await askDoor(way.who, way.rejoin ? { rejoin: way.rejoin } : {}, doorPatience(tries), way.nudge.signal)
    way.onAnswer(answer)
    if (await way.needless()) return { at: "needless" }
    const failed = await attempt(answer, way, way.rejoin !== null || tries > 0)
    if (!failed) return { at: "in" }
    if (await way.needless()) return { at: "needless" }
    const final =
      failed.at !== "failed" ||
      failed.cause === "no-room" ||
      (failed.cause !== "busy" && failed.cause !== "no-server" && !way.rejoin)
    if (final || Date.now() > way.until) return { at: "over", ending: failed }
    await way.nudge.wait(pauseAfter(Date.now() - since, Date.now() - triedAt, Math.random()))
    answer = null
  }
}

/**
 * Milliseconds to wait for the door. What was sent into a dead network is repeated ever more rarely, so a new try finds
 * sooner that the network is back; every fourth one is patient, for lines that are merely slow.
 */
export function doorPatience(tries: number): number {
  return tries % 4 === 3 ? 8000 : 2500
}

/**
 * Milliseconds before the next try. Short at first, because most outages are; long later, because everyone of a call
 * asks the same door, which counts 40 a minute of each. A try that hung has waited already: when its dead connection
 * falls at last, the network is most often back.
 * @param elapsed milliseconds since the first try
 * @param hung milliseconds that the last try took
 * @param chance 0..1: not all at the same moment
 */
export function pauseAfter(elapsed: number, hung: number, chance: number): number {
  const pause = elapsed < 8000 ? shortPause : elapsed < 60_000 ? 1800 : 3500
  return Math.round(Math.max(shortPause, pause - hung) * (0.75 + chance * 0.75))
}

/** One try; null when it got in, else what to say if it was the last one. */
async function attempt(answer: DoorAnswer, way: Way, refusalCounts: boolean): Promise<Ending | null> {
  if (answer.at === "silent") return { at: "failed", cause: "no-server", reference: null }
  if (answer.at === "no") {
    return endingOfCode(answer) ?? { at: "failed", cause: "busy", reference: answer.reference }
  }
  way.onTicket(answer.ticket)
  const failure = answer.ticket.seated ? await sitDown(way.room()) : await connect(way.room(), answer.ticket.token)
  if (!failure) return null
  if (failure.at === "no-media") return { at: "failed", cause: failure.cause, reference: null }
  // A first entry meets "ended" when the call ran empty between the door and the gate: the next try begins a new one.
  const said = failure.at === "refused" && refusalCounts ? { code: failure.code, reference: null, by: null } : null
  const ending = said && endingOfCode(said)
  return ending ?? { at: "failed", cause: "no-server", reference: null }
}
