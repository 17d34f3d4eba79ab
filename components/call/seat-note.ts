import type { Banner, MicrophoneState, SeatState } from "@/components/call/call-state"

/** Keys under `call.note` in messages. */
export type SeatNote =
  | "speaking"
  | "spoke"
  | "muted"
  | "waiting"
  | "stopped"
  | "away"
  | "noMicrophone"
  | "reconnecting"
  | "arriving"
  | "on"

/** What this browser's own connection lacks: nothing, the sound of the others, or sound both ways. */
export type Cut = "none" | "in" | "both"

export function cutOf(banner: Banner | null): Cut {
  if (banner?.kind === "reconnecting" || banner?.kind === "restarting" || banner?.kind === "offline") return "both"
  return banner?.kind === "silent" ? "in" : "none"
}

/** What is said of one person's sound, the worst first. While cut off, nobody is said to speak. */
export function seatNote(seat: SeatState, microphone: MicrophoneState, cut: Cut): SeatNote {
  if (seat.isSelf) {
    if (cut === "both") return "reconnecting"
    if (microphone.at === "none") return "noMicrophone"
    if (seat.muted || microphone.at !== "on") return "muted"
    return seat.speaking ? "speaking" : "on"
  }
  if (seat.away) return "away"
  if (seat.muted || seat.hearing === "muted") return "muted"
  if (seat.hearing === "stopped") return "stopped"
  if (seat.hearing === "waiting") return "waiting"
  return seat.speaking && cut === "none" ? "speaking" : "arriving"
}
