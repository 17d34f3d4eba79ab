import { notesInARow, playSamples } from "@/lib/audio/tones"

/** Who is in the call, and who has come and gone lately. */
export type ChimeMemory = { ids: readonly string[] | null; moves: readonly number[] }

export const nothingHeard: ChimeMemory = { ids: null, moves: [] }

/** In a larger call somebody comes or goes all the time. */
const smallCall = 20
/** More moves than this within `within` ms are a crowd: the beginning of a call, or everyone coming back after a fault. */
const fewMoves = 3
const within = 4000

/**
 * What to play for the people who are there now; `others` without oneself. Nothing for the list one finds on coming in.
 * @param now Date.now()
 */
export function chimeFor(
  memory: ChimeMemory,
  others: readonly string[],
  now: number,
): { memory: ChimeMemory; chime: "join" | "leave" | null } {
  const { ids } = memory
  if (ids === null) return { memory: { ids: others, moves: [] }, chime: null }
  const came = others.filter((id) => !ids.includes(id)).length
  const went = ids.filter((id) => !others.includes(id)).length
  const lately = memory.moves.filter((at) => now - at < within)
  const moves = [...lately, ...Array<number>(came + went).fill(now)]
  const isCrowd = others.length + 1 > smallCall || moves.length > fewMoves
  const chime = came + went === 0 || isCrowd ? null : came >= went ? "join" : "leave"
  return { memory: { ids: others, moves }, chime }
}

/** -34 dBFS at its loudest: far below a voice in a call, which the browser brings to -20. */
export const chimeVolume = 0.02
const joinNotes = [587.33, 880]
const leaveNotes = [587.33, 440]

/**
 * Two soft notes, up for coming and down for going.
 * @param speakerId device id, "" for the default
 */
export function playChime(chime: "join" | "leave", speakerId: string): void {
  const samples = notesInARow(chime === "join" ? joinNotes : leaveNotes, chimeVolume)
  // A browser that refuses sound has its own bar in the call.
  playSamples(samples, speakerId).catch(() => {})
}
