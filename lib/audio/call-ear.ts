import type { CallMicrophone } from "@/lib/audio/call-microphone"
import type { Device } from "@/lib/audio/devices"
import { type Meter, startMeter } from "@/lib/audio/meter"
import { hearOneself, isTalkingMuted, newOwnEar } from "@/lib/audio/own-ear"
import { findSignal } from "@/lib/audio/probe"

/**
 * What this browser knows of one's own microphone. "bySystem": the system or the headset mutes it; "talking": while
 * muted; "silent": open, and nothing comes out of it; `other` picks up sound.
 */
export type OwnSound = { at: "fine" } | { at: "bySystem" } | { at: "talking" } | { at: "silent"; other: Device | null }

/** Browsers call a track muted for a moment while its device starts. */
const mutedAfter = 1000

type Served = { microphone: CallMicrophone; microphones(): readonly Device[]; onChange(): void }

/** Listens to one's own microphone on this device, also while it is muted: nothing of it leaves the page. */
export class CallEar {
  #ear = newOwnEar
  #meter: Meter | null = null
  #of: MediaStreamTrack | null = null
  #copy: MediaStreamTrack | null = null
  #mutedSince: number | null = null
  #other: Device | null = null
  #probe: AbortController | null = null

  constructor(private readonly call: Served) {}

  /** To be called now and then: listens to the microphone that is in use now. */
  follow(): void {
    const { media } = this.call.microphone
    if (media === this.#of) return
    this.stop()
    this.#of = media
    if (media?.readyState !== "live") return
    // Muting switches the track off, and with it what could be measured; a copy stays as it is.
    const copy = media.clone()
    copy.enabled = true
    this.#copy = copy
    try {
      this.#meter = startMeter(copy, this.#hears, () => {})
    } catch {
      // No meter in this browser: then nothing is said about the microphone.
    }
  }

  stop(): void {
    this.#probe?.abort()
    this.#probe = null
    this.#meter?.stop()
    this.#meter = null
    this.#copy?.stop()
    this.#copy = null
    this.#of = null
    this.#other = null
    this.#ear = { ...newOwnEar, toldAt: this.#ear.toldAt }
  }

  own(now: number): OwnSound {
    const { microphone } = this.call
    this.#mutedSince = microphone.isMutedBySystem() ? (this.#mutedSince ?? now) : null
    if (microphone.state.at === "off") return isTalkingMuted(this.#ear, true, now) ? { at: "talking" } : { at: "fine" }
    if (microphone.state.at === "none") return { at: "fine" }
    if (this.#mutedSince !== null && now - this.#mutedSince >= mutedAfter) return { at: "bySystem" }
    return this.#ear.silent ? { at: "silent", other: this.#other } : { at: "fine" }
  }

  #hears = (rms: number, ms: number): void => {
    const before = this.#ear
    this.#ear = hearOneself(before, rms, ms, this.call.microphone.state.at !== "on", Date.now())
    if (this.#ear.silent !== before.silent) {
      this.#other = null
      if (this.#ear.silent) void this.#lookElsewhere()
      else this.#probe?.abort()
    }
    if (this.#ear.silent !== before.silent || this.#ear.toldAt !== before.toldAt) this.call.onChange()
  }

  async #lookElsewhere(): Promise<void> {
    const probe = new AbortController()
    this.#probe?.abort()
    this.#probe = probe
    const other = await findSignal(this.call.microphones(), this.call.microphone.id, probe.signal)
    if (probe.signal.aborted) return
    this.#other = other
    this.call.onChange()
  }
}
