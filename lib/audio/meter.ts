/** How many bars the level has on screen. */
export const barCount = 24

/** What is known of a microphone by listening to it on this device alone; never that others hear it. */
export type Ear = { verdict: "listening" | "silent" | "works"; quietMs: number; voiceMs: number }

export const newEar: Ear = { verdict: "listening", quietMs: 0, voiceMs: 0 }

// With the browser's processing on, a dead microphone still carries the last bit as noise (1e-5 to 3e-5), a quiet
// room 1e-4 and more: the line between them was measured in Chromium and Firefox.
export const silenceLine = 7e-5
// -54 dBFS: a voice across the desk, far above a quiet room.
export const voiceLine = 2e-3
const silentAfterMs = 5000
const worksAfterMs = 200

/**
 * Takes the next level into account. Silence is told only after 5 s without one interval above the line, because
 * noise suppression makes a quiet room look dead now and then; and once told it stays until a voice is there.
 * @param rms largest level of the interval, 0..1
 * @param ms length of the interval in milliseconds
 */
export function listen(ear: Ear, rms: number, ms: number): Ear {
  if (ear.verdict === "works") return ear
  const voiceMs = rms >= voiceLine ? ear.voiceMs + ms : ear.voiceMs
  const quietMs = rms >= silenceLine ? 0 : ear.quietMs + ms
  if (voiceMs >= worksAfterMs) return { verdict: "works", quietMs, voiceMs }
  if (quietMs >= silentAfterMs) return { verdict: "silent", quietMs, voiceMs }
  return { verdict: ear.verdict, quietMs, voiceMs }
}

const blockSize = 1024

/** Largest RMS (0..1) over blocks of about 20 ms: one short word must not drown in the pause around it. */
export function peakLevel(samples: Float32Array): number {
  let peak = 0
  for (let start = 0; start < samples.length; start += blockSize) {
    const end = Math.min(start + blockSize, samples.length)
    let sum = 0
    for (let at = start; at < end; at++) sum += (samples[at] ?? 0) ** 2
    peak = Math.max(peak, sum / (end - start))
  }
  return Math.sqrt(peak)
}

/** Bars (0..24) for a level: -54 dBFS lights the first, -8 dBFS all of them, as loudness is heard in decibels. */
export function barsFor(rms: number): number {
  if (rms < voiceLine) return 0
  const share = (20 * Math.log10(rms) + 54) / 46
  return Math.min(barCount, Math.max(1, Math.round(share * barCount)))
}

/** The word for a number of bars, for those who do not see them. */
export function loudness(bars: number): "silence" | "quiet" | "good" | "loud" {
  if (bars === 0) return "silence"
  if (bars < 6) return "quiet"
  return bars < 22 ? "good" : "loud"
}

export type Meter = { stop(): void }

const everyMs = 100

/**
 * Measures a microphone ten times a second, as long as the page is seen. Nothing is reported while the browser holds
 * the audio context back (before the first gesture): a suspended analyser shows one frozen value that is no silence.
 * @param onLevel rms 0..1 and the length of the interval in milliseconds
 * @param onRunning told whenever the meter can (true) or cannot (false) measure
 */
export function startMeter(
  track: MediaStreamTrack,
  onLevel: (rms: number, ms: number) => void,
  onRunning: (running: boolean) => void,
): Meter {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  // 8192 samples are 170 ms at 48 kHz: more than an interval, so no sound falls between two looks.
  analyser.fftSize = 8192
  const source = context.createMediaStreamSource(new MediaStream([track]))
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)

  const look = () => {
    if (document.hidden || context.state !== "running") return
    analyser.getFloatTimeDomainData(samples)
    onLevel(peakLevel(samples), everyMs)
  }
  // Never awaited: Firefox without a sound device does not answer.
  const resume = () => {
    // Safari calls it interrupted after a phone call.
    if (context.state !== "running") context.resume().catch(() => {})
  }
  const seen = () => {
    if (!document.hidden) resume()
  }
  const tell = () => onRunning(context.state === "running")
  const gestures = ["pointerdown", "keydown"]
  for (const gesture of gestures) document.addEventListener(gesture, resume)
  document.addEventListener("visibilitychange", seen)
  context.addEventListener("statechange", tell)
  const timer = setInterval(look, everyMs)
  resume()
  tell()

  return {
    stop() {
      clearInterval(timer)
      for (const gesture of gestures) document.removeEventListener(gesture, resume)
      document.removeEventListener("visibilitychange", seen)
      context.removeEventListener("statechange", tell)
      source.disconnect()
      context.close().catch(() => {})
    },
  }
}
