/** The microphone as it is found when the person comes back to the page. */
export type Found = {
  /** null: came to listen, and never had one. */
  track: { readyState: MediaStreamTrackState; muted: boolean } | null
  /** It was muted by the system while the page was out of sight: by a phone call, or by another app. */
  interrupted: boolean
}

/**
 * What brings it back. A phone gives an interrupted microphone back by itself, or never; a microphone that somebody muted
 * by a key on the headset is left alone.
 */
export function healingOf({ track, interrupted }: Found): "reopen" | "wait" | "none" {
  if (!track) return "none"
  if (track.readyState === "ended") return "reopen"
  return track.muted && interrupted ? "wait" : "none"
}

/** Milliseconds an interrupted microphone gets to come back by itself. */
export const comesBackWithin = 1500
