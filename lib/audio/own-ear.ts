import { silenceLine, voiceLine } from "@/lib/audio/meter"

/** What is known of one's own open microphone in a call by listening to it on this device. Times as Date.now(). */
export type OwnEar = {
  muted: boolean
  mutedSince: number
  talkMs: number
  /** When talking while muted was last told; null before the first time. */
  toldAt: number | null
  quietMs: number
  soundMs: number
  /** A voice has come out of this microphone in this call. */
  hasWorked: boolean
  silent: boolean
}

export const newOwnEar: OwnEar = {
  muted: false,
  mutedSince: 0,
  talkMs: 0,
  toldAt: null,
  quietMs: 0,
  soundMs: 0,
  hasWorked: false,
  silent: false,
}

// -46 dBFS: somebody at this desk, and not the voice from the loudspeaker that the echo canceller leaves over.
const talkLine = 5e-3
const talksAfterMs = 800
/** The end of a sentence is still in the air when the button is pressed. */
const graceMs = 1500
/** The hint stays this long, and comes back no sooner than after `againMs`. */
const hintMs = 8000
const againMs = 60_000

// Noise suppression makes a quiet room look dead for seconds, and voice isolation for as long as nobody speaks: a
// microphone that has carried a voice is doubted later.
const silentAfterMs = 8000
const doubtedAfterMs = 25_000
const backAfterMs = 300

/**
 * Takes the next level into account.
 * @param rms largest level of the interval, 0..1, of the microphone as it would be if it were not muted
 * @param ms length of the interval in milliseconds
 */
export function hearOneself(ear: OwnEar, rms: number, ms: number, muted: boolean, now: number): OwnEar {
  const mutedSince = muted && !ear.muted ? now : ear.mutedSince
  const silence = muted ? { silent: false, quietMs: 0, soundMs: 0 } : hearSilence(ear, rms, ms)
  const next = { ...ear, ...silence, muted, mutedSince, hasWorked: ear.hasWorked || rms >= voiceLine }
  if (!muted || now - mutedSince < graceMs) return { ...next, talkMs: 0 }
  const talkMs = rms >= talkLine ? ear.talkMs + ms : Math.max(0, ear.talkMs - ms / 2)
  const tells = talkMs >= talksAfterMs && (ear.toldAt === null || now - ear.toldAt >= againMs)
  return { ...next, talkMs: tells ? 0 : talkMs, toldAt: tells ? now : ear.toldAt }
}

function hearSilence(ear: OwnEar, rms: number, ms: number): Pick<OwnEar, "silent" | "quietMs" | "soundMs"> {
  if (rms >= silenceLine) {
    const soundMs = ear.soundMs + ms
    return { silent: ear.silent && soundMs < backAfterMs, quietMs: 0, soundMs }
  }
  const quietMs = ear.quietMs + ms
  return { silent: ear.silent || quietMs >= (ear.hasWorked ? doubtedAfterMs : silentAfterMs), quietMs, soundMs: 0 }
}

/** Talking while muted is told now. */
export function isTalkingMuted(ear: OwnEar, muted: boolean, now: number): boolean {
  return muted && ear.muted && ear.toldAt !== null && ear.toldAt >= ear.mutedSince && now - ear.toldAt < hintMs
}
