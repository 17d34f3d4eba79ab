const sampleRate = 24_000
/** C5, E5, G5: three notes going up, easy to tell from a beep of the system. */
const notes = [523.25, 659.25, 783.99]
const noteSeconds = 0.22
const volume = 0.35

/** The three notes of the speaker test. Samples -1..1 at 24 kHz. */
export function chirp(): Float32Array {
  return notesInARow(notes, volume)
}

/** Notes one after the other, each with a soft start and end so that nothing clicks. @param loudest peak, 0..1 */
export function notesInARow(hertzes: readonly number[], loudest: number): Float32Array {
  const perNote = Math.round(sampleRate * noteSeconds)
  const samples = new Float32Array(perNote * hertzes.length)
  hertzes.forEach((hertz, note) => {
    for (let at = 0; at < perNote; at++) {
      const envelope = Math.sin((Math.PI * at) / perNote) ** 0.5
      samples[note * perNote + at] = loudest * envelope * Math.sin((2 * Math.PI * hertz * at) / sampleRate)
    }
  })
  return samples
}

/** Mono 16-bit WAV of samples -1..1. */
export function wav(samples: Float32Array, rate = sampleRate): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(44 + samples.length * 2))
  const text = (at: number, word: string) => {
    for (let index = 0; index < word.length; index++) bytes.setUint8(at + index, word.charCodeAt(index))
  }
  text(0, "RIFF")
  bytes.setUint32(4, 36 + samples.length * 2, true)
  text(8, "WAVEfmt ")
  bytes.setUint32(16, 16, true)
  bytes.setUint16(20, 1, true)
  bytes.setUint16(22, 1, true)
  bytes.setUint32(24, rate, true)
  bytes.setUint32(28, rate * 2, true)
  bytes.setUint16(32, 2, true)
  bytes.setUint16(34, 16, true)
  text(36, "data")
  bytes.setUint32(40, samples.length * 2, true)
  samples.forEach((sample, at) => {
    bytes.setInt16(44 + at * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true)
  })
  return bytes.buffer
}

/** Plays the three notes of the speaker test, as `playSamples` does. */
export function playChirp(speakerId: string): Promise<void> {
  return playSamples(chirp(), speakerId)
}

/**
 * Plays samples through a speaker, through an element as the call does: an AudioContext may stay suspended for ever.
 * Resolves when playing began; rejects with the browser's error.
 * @param speakerId device id, "" for the default
 */
export async function playSamples(samples: Float32Array, speakerId: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([wav(samples)], { type: "audio/wav" }))
  const element = new Audio(url)
  element.addEventListener("ended", () => URL.revokeObjectURL(url), { once: true })
  try {
    if (speakerId && "setSinkId" in element) await element.setSinkId(speakerId)
    await element.play()
  } catch (error) {
    URL.revokeObjectURL(url)
    throw error
  }
}
