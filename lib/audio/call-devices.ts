import { CallEar, type OwnSound } from "@/lib/audio/call-ear"
import type { CallMicrophone } from "@/lib/audio/call-microphone"
import { deviceBehind, goneDevice, type Offer, offerOf } from "@/lib/audio/device-news"
import { type Device, type Devices, listDevices, noDevices } from "@/lib/audio/devices"
import type { OpenedMicrophone } from "@/lib/audio/microphone"

/**
 * What happened to devices that nobody asked for, at `at`. "replaced": `gone` was unplugged, and these took its place;
 * null: that one did not change, "": the browser does not name it. "refused": the microphone somebody chose does not
 * start; `inUse` is the one that others hear instead, null where the chosen one was in use before.
 */
export type DeviceNote = Replaced | Refused
type Replaced = { kind: "replaced"; at: number; gone: string; microphone: string | null; speaker: string | null }
type Refused = { kind: "refused"; at: number; wanted: string; inUse: string | null; isNew: boolean }

/** Milliseconds for which a change that nobody asked for stays on screen. */
const noteFor = 12_000
const offerFor = 15_000
/** A headset is a microphone and a speaker, and a Bluetooth one comes and goes in two steps. */
const settlesWithin = 300
const oneDeviceWithin = 3000

type Served = {
  microphone: CallMicrophone
  speakerId(): string
  chooseSpeaker(id: string): void
  onChange(): void
}

type Facts = { devices: Devices; note: DeviceNote | null; offer: Offer | null; own: OwnSound }

/** Microphones and speakers while a call runs: what there is, what went and what took its place, what came. */
export class CallDevices {
  #list: Devices = noDevices
  readonly #ear: CallEar
  #note: DeviceNote | null = null
  #offer: (Offer & { at: number }) | null = null
  /** In use, as the last list named it: when a track ends, the browser may have forgotten the name already. */
  #microphone: Device | null = null
  /** In use before, while another one is being opened in its place. */
  #gone: Device | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #given = new AbortController()

  constructor(private readonly call: Served) {
    const { microphone, onChange } = call
    this.#ear = new CallEar({ microphone, microphones: () => this.#list.microphones, onChange })
    const { signal } = this.#given
    // Insecure pages and browsers inside apps have none, whatever the types say.
    if ("mediaDevices" in navigator) navigator.mediaDevices.addEventListener("devicechange", this.#changed, { signal })
    void this.look()
  }

  stop(): void {
    this.#given.abort()
    this.#ear.stop()
    clearTimeout(this.#timer)
  }

  /** To be called now and then: listens to the microphone that is in use. */
  listen(): void {
    this.#ear.follow()
  }

  /** What is shown of it now. */
  facts(now: number): Facts {
    const note = this.#note && now - this.#note.at < noteFor ? this.#note : null
    const offer = this.#offer && now - this.#offer.at < offerFor ? this.#offer : null
    return { devices: this.#list, note, offer, own: this.#ear.own(now) }
  }

  /** A person has chosen: what was told or offered is settled. */
  settle(): void {
    this.#note = null
    this.#offer = null
    this.#gone = null
  }

  /** The microphone is gone; another one is being opened. */
  microphoneGone(): void {
    this.#gone ??= this.#microphone
  }

  /** Another one is in use, or none could be opened. */
  async microphoneReplaced(): Promise<void> {
    const gone = this.#gone
    this.#gone = null
    await this.look()
    const { media, id } = this.call.microphone
    const now = deviceBehind(this.#list.microphones, id)
    // The same one again, after the browser has closed it for a moment, is no news.
    if (!media || (gone && gone.id === now?.id)) return
    this.#tell(gone?.label ?? "", { microphone: now?.label ?? "" })
  }

  /** Somebody has chosen a microphone. Where it did not start another one may be open, or still the one before. */
  async microphoneChosen(wantedId: string, opened: OpenedMicrophone): Promise<void> {
    const before = this.#list.microphones
    await this.look()
    const { media, id } = this.call.microphone
    const isWanted = opened.at === "open" && (wantedId === "" || opened.microphoneId === wantedId)
    // Without any microphone the call says why, and how to get one.
    if (isWanted || !media || this.#given.signal.aborted) return
    const wanted = deviceBehind(this.#list.microphones, wantedId) ?? deviceBehind(before, wantedId)
    const inUse = id === wantedId ? null : (deviceBehind(this.#list.microphones, id)?.label ?? "")
    this.#note = { kind: "refused", at: Date.now(), wanted: wanted?.label ?? "", inUse, isNew: opened.at === "open" }
    this.call.onChange()
  }

  #changed = (): void => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(async () => {
      await this.look()
      // The SDK moves to the first speaker of the list by itself, where the browser lists no choice of the system.
      if (!this.#given.signal.aborted) this.call.chooseSpeaker(this.call.speakerId())
    }, settlesWithin)
  }

  /** Lists anew; to be called as well when the microphone changed, because names come with the permission. */
  async look(): Promise<void> {
    const before = this.#list
    const now = await listDevices()
    if (this.#given.signal.aborted) return
    const { microphone } = this.call
    const speakerId = this.call.speakerId()
    const speaker = goneDevice(before.speakers, now.speakers, speakerId)
    // Firefox moves on to another input without a word, and its track goes on living.
    const moved = microphone.media ? goneDevice(before.microphones, now.microphones, microphone.id) : null
    this.#gone = moved ?? this.#gone
    // Before the permission nothing has a name: then names are the news, and no device.
    if (before.microphones.length + before.speakers.length > 0) this.#offerNew(before, now)
    this.#shows(now)
    if (moved) void microphone.replace()
    if (!speaker) return
    if (speakerId !== "") this.call.chooseSpeaker("")
    this.#tell(speaker.label, { speaker: deviceBehind(now.speakers, "")?.label ?? "" })
  }

  #offerNew(before: Devices, now: Devices): void {
    const { microphone } = this.call
    const used = { microphoneId: microphone.media ? microphone.id : null, speakerId: this.call.speakerId() }
    const { state } = microphone
    // Whoever came to listen, or refused the microphone, is offered none.
    const wantsOne = state.at !== "none" || ["lost", "missing", "busy"].includes(state.why)
    const offer = offerOf(wantsOne ? before : { ...before, microphones: now.microphones }, now, used)
    if (offer) this.#offer = { ...offer, at: Date.now() }
    else if (this.#offer && !isThere(now, this.#offer)) this.#offer = null
  }

  #shows(list: Devices): void {
    this.#list = list
    const { media, id } = this.call.microphone
    if (media) this.#microphone = deviceBehind(list.microphones, id) ?? this.#microphone
    this.call.onChange()
  }

  #tell(gone: string, change: Partial<Pick<Replaced, "microphone" | "speaker">>): void {
    const now = Date.now()
    const last = this.#note
    const isSame = last?.kind === "replaced" && now - last.at < oneDeviceWithin
    const before = isSame ? last : { gone: "", microphone: null, speaker: null }
    this.#note = { ...before, kind: "replaced", gone: gone || before.gone, ...change, at: now }
    this.call.onChange()
  }
}

function isThere({ microphones, speakers }: Devices, { microphoneId, speakerId }: Offer): boolean {
  return [...microphones, ...speakers].some(({ id }) => id === microphoneId || id === speakerId)
}
