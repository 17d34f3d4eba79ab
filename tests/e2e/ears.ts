/**
 * What a test puts into a page before the product's code runs: a microphone that plays one tone, and instruments that
 * measure what this browser decodes and plays. It changes nothing of what is measured.
 */
export type EarOptions = {
  /** The microphone's tone; 0 is digital silence; null leaves the browser's own microphone. */
  hz: number | null
  /** A computer without a microphone. */
  noMicrophone?: boolean
  /** Only relayed candidates, or only direct ones, as a network would force it; the product has no such switch. */
  path?: "relay" | "direct"
  /** Element state to force on every audio element, for the negative controls. */
  muteElements?: boolean
}

export type Reading = {
  /** Loudest frequency of this remote track, in Hz, and its level in dB (0 = full scale). */
  peakHz: number
  db: number
  /** Growth over the reading. */
  packets: number
  samples: number
  concealed: number
  energy: number
  seconds: number
  trackMuted: boolean
  element: { paused: boolean; muted: boolean; volume: number; advanced: number } | null
}

export type Ear = {
  read(ms: number): Promise<Reading[]>
  /** Selected candidate pair of every connection: local type, protocol, relay protocol. */
  pairs(): Promise<{ type: string; protocol: string; relayProtocol: string | null; url: string | null }[]>
  /** Writes a line whenever this tone begins or stops to be decoded. */
  watch(hz: number): void
  gaps: { hz: number; heard: boolean; at: number }[]
  connections: RTCPeerConnection[]
  tone: { gain: GainNode | null }
}

declare global {
  interface Window {
    ear: Ear
  }
}

/** Runs in the page; must not refer to anything outside itself. */
export function installEar(options: EarOptions): void {
  const connections: RTCPeerConnection[] = []
  const Native = window.RTCPeerConnection
  const forced = (config: RTCConfiguration = {}): RTCConfiguration => {
    if (options.path === "relay") return { ...config, iceTransportPolicy: "relay" }
    if (options.path !== "direct") return config
    const direct = (config.iceServers ?? []).filter(
      (server) => ![server.urls].flat().some((url) => url.startsWith("turn")),
    )
    return { ...config, iceServers: direct }
  }
  window.RTCPeerConnection = class extends Native {
    constructor(config?: RTCConfiguration) {
      super(forced(config))
      connections.push(this)
    }
    // The SDK sets it anew when the server hands out fresh relay credentials.
    override setConfiguration(config?: RTCConfiguration) {
      super.setConfiguration(forced(config))
    }
  }

  let audio: AudioContext | undefined
  const context = () => {
    audio ??= new AudioContext()
    if (audio.state === "suspended") audio.resume().catch(() => {})
    return audio
  }

  // A page without a gesture gets no running context; the person's first key or click starts the tone as it would a voice.
  const wake = () => audio?.resume().catch(() => {})
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, wake, { capture: true })

  const tone: Ear["tone"] = { gain: null }
  const { hz } = options
  if (hz !== null && navigator.mediaDevices) {
    navigator.mediaDevices.getUserMedia = async () => {
      const { currentTime } = context()
      const out = context().createMediaStreamDestination()
      const gain = context().createGain()
      gain.gain.setValueAtTime(hz === 0 ? 0 : 0.15, currentTime)
      const oscillator = context().createOscillator()
      oscillator.frequency.value = hz || 440
      oscillator.connect(gain).connect(out)
      oscillator.start()
      tone.gain = gain
      return out.stream
    }
  }

  if (options.noMicrophone) {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException("Requested device not found", "NotFoundError")
    }
  }

  if (options.muteElements) {
    const play = HTMLMediaElement.prototype.play
    HTMLMediaElement.prototype.play = function () {
      this.muted = true
      return play.call(this)
    }
  }

  const analysers = new WeakMap<MediaStreamTrack, AnalyserNode>()
  const analyserOf = (track: MediaStreamTrack) => {
    let analyser = analysers.get(track)
    if (!analyser) {
      analyser = context().createAnalyser()
      analyser.fftSize = 8192
      analyser.smoothingTimeConstant = 0
      context()
        .createMediaStreamSource(new MediaStream([track]))
        .connect(analyser)
      analysers.set(track, analyser)
    }
    return analyser
  }
  const peak = (track: MediaStreamTrack) => {
    const analyser = analyserOf(track)
    const bins = new Float32Array(analyser.frequencyBinCount)
    analyser.getFloatFrequencyData(bins)
    let best = 2
    for (let bin = 2; bin < bins.length; bin++) if ((bins[bin] ?? -999) > (bins[best] ?? -999)) best = bin
    return { peakHz: Math.round((best * context().sampleRate) / analyser.fftSize), db: Math.round(bins[best] ?? -999) }
  }

  const receivers = () =>
    connections
      .filter((connection) => connection.connectionState !== "closed")
      .flatMap((connection) => connection.getReceivers())
      .filter((receiver) => receiver.track?.kind === "audio" && receiver.track.readyState === "live")

  const elementOf = (track: MediaStreamTrack) =>
    [...document.querySelectorAll("audio")].find((element) => {
      const stream = element.srcObject
      return stream instanceof MediaStream && stream.getTracks().some((each) => each.id === track.id)
    })

  const figures = async (receiver: RTCRtpReceiver) => {
    const found = { packets: 0, samples: 0, concealed: 0, energy: 0, seconds: 0, ssrc: 0 }
    const report = await receiver.getStats()
    report.forEach((entry) => {
      if (entry.type !== "inbound-rtp") return
      found.ssrc = entry.ssrc
      found.packets = entry.packetsReceived ?? 0
      found.samples = entry.totalSamplesReceived ?? 0
      found.concealed = entry.concealedSamples ?? 0
      found.energy = entry.totalAudioEnergy ?? 0
      found.seconds = entry.totalSamplesDuration ?? 0
    })
    return found
  }

  const ear: Ear = {
    gaps: [],
    connections,
    tone,
    async read(ms) {
      for (const { track } of receivers()) analyserOf(track)
      const before = await Promise.all(
        receivers().map(async (receiver) => ({
          receiver,
          at: elementOf(receiver.track)?.currentTime ?? 0,
          first: await figures(receiver),
        })),
      )
      await new Promise((resolve) => setTimeout(resolve, ms))
      const readings = before.map(async ({ receiver, at, first }) => {
        const last = await figures(receiver)
        const element = elementOf(receiver.track)
        return {
          ...peak(receiver.track),
          packets: last.packets - first.packets,
          samples: last.samples - first.samples,
          concealed: last.concealed - first.concealed,
          energy: last.energy - first.energy,
          seconds: last.seconds - first.seconds,
          trackMuted: receiver.track.muted,
          element: element
            ? {
                paused: element.paused,
                muted: element.muted,
                volume: element.volume,
                advanced: element.currentTime - at,
              }
            : null,
        }
      })
      const all = await Promise.all(readings)
      // Transceivers of people who left, or that never carried anything, are no one's sound.
      return all.filter((_, index) => (before[index]?.first.ssrc ?? 0) !== 0)
    },
    async pairs() {
      const open = connections.filter((connection) => connection.connectionState === "connected")
      const found = open.map(async (connection) => {
        const entries = new Map<string, Record<string, unknown>>()
        const report = await connection.getStats()
        report.forEach((entry) => {
          entries.set(entry.id, entry)
        })
        const all = [...entries.values()]
        const transport = all.find((entry) => entry.type === "transport" && entry.selectedCandidatePairId)
        const pair =
          entries.get(String(transport?.selectedCandidatePairId)) ??
          all.find((entry) => entry.type === "candidate-pair" && entry.selected === true)
        const local = entries.get(String(pair?.localCandidateId))
        return {
          type: String(local?.candidateType),
          protocol: String(local?.protocol),
          relayProtocol: local?.relayProtocol ? String(local.relayProtocol) : null,
          url: local?.url ? String(local.url) : null,
        }
      })
      return Promise.all(found)
    },
    watch(watched) {
      let heard: boolean | null = null
      setInterval(() => {
        const now = receivers().some(({ track }) => {
          const { peakHz, db } = peak(track)
          return Math.abs(peakHz - watched) <= 20 && db > -60
        })
        if (now !== heard) ear.gaps.push({ hz: watched, heard: now, at: Date.now() })
        heard = now
      }, 40)
    },
  }
  window.ear = ear
}
