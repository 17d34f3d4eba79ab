import type { LocalAudioTrack, Room } from "livekit-client"
import { openAnotherMicrophone } from "@/lib/audio/another-microphone"
import { hearServerMute, publishMicrophone } from "@/lib/audio/call-room"
import { comesBackWithin, healingOf } from "@/lib/audio/healing"
import { type MicrophoneTrouble, type OpenedMicrophone, openMicrophone } from "@/lib/audio/microphone"

/** `byHost`: the host has muted it just now; the person can unmute it at any time. */
export type Microphone =
  | { at: "on" }
  | { at: "off"; byHost?: true }
  | { at: "none"; why: MicrophoneTrouble | "listening" | "lost" }

/** The microphone someone brings from the lobby. */
export type Brought = {
  muted: boolean
  track: MediaStreamTrack | null
  microphoneId: string
  without: MicrophoneTrouble | "listening" | null
}

type Told = {
  /** State, id or the muting by the system are different. */
  onChange(): void
  /** The device is gone, and another one is being opened. */
  onGone(): void
  /** It is open, or there is none. */
  onReplaced(): void
  /** What has come of a choice: this one, another one in its place, or none. */
  onChosen(wantedId: string, opened: OpenedMicrophone): void
}

/**
 * The person's microphone in a call. It belongs to the person, not to a connection: it stays open while connections
 * come and go, and each new one publishes it again.
 */
export class CallMicrophone {
  state: Microphone
  id: string
  #media: MediaStreamTrack | null
  #published: LocalAudioTrack | null = null
  #publishing: Promise<void> | null = null
  #stopped = false
  #mutedWhenLost = false
  #replacing = false
  #interrupted = false
  #wish = 0

  constructor(
    private readonly room: () => Room,
    brought: Brought,
    private readonly told: Told,
  ) {
    this.#media = brought.track
    this.id = brought.microphoneId
    this.state = brought.track
      ? { at: brought.muted ? "off" : "on" }
      : { at: "none", why: brought.without ?? "listening" }
    this.#watch()
  }

  /** Publishes it on the connection that has just come up. */
  publish(): Promise<void> {
    const work = this.#publish().finally(() => {
      if (this.#publishing === work) this.#publishing = null
    })
    this.#publishing = work
    return work
  }

  /** To be called now and then on a living connection: an open microphone that nobody is sent is published again. */
  keepPublished(): void {
    const { state, localParticipant } = this.room()
    if (this.#publishing || state !== "connected") return
    if (localParticipant.audioTrackPublications.size === 0) this.publish().catch(() => {})
    // The SDK mutes a track whose device is gone, and knows nothing of the device that took its place.
    else this.#apply().catch(() => {})
  }

  async #publish(): Promise<void> {
    this.#published = null
    if (!this.#media || this.state.at === "none") return
    // Whoever stops a track by hand hears of no event. Not waited for: what it opens is published in its turn.
    if (this.#media.readyState !== "live") return void this.replace()
    const room = this.room()
    const published = await publishMicrophone(room, this.#media, this.state.at === "off")
    // Another connection has come up meanwhile, with a publishing of its own.
    if (room !== this.room()) return
    this.#published = published
    hearServerMute(room, this.#byServer)
    // Pressed while the connection was being built: the newest wish counts.
    await this.#apply()
  }

  /** Muted to unmuted and back; after joining without a microphone it asks for one. */
  async toggle(): Promise<void> {
    if (this.state.at === "none") return this.choose(this.id)
    this.#is({ at: this.state.at === "on" ? "off" : "on" })
    await this.#apply()
  }

  /** On or off, where there is one. */
  async talk(on: boolean): Promise<void> {
    if (this.state.at === "none" || (this.state.at === "on") === on) return
    await this.toggle()
  }

  /** Uses another microphone, or the first one. Stays muted if it was. */
  async choose(id: string): Promise<void> {
    this.#wish += 1
    const wish = this.#wish
    const opened = await openMicrophone(id)
    // A Bluetooth headset takes two seconds to open; who has chosen again meanwhile wants the newest.
    if (wish !== this.#wish) {
      if (opened.at === "open") opened.track.stop()
      return
    }
    const taken = this.take(opened)
    this.told.onChosen(id, opened)
    await taken
  }

  /** @param muted how to begin where there was no microphone before; a lost one comes back as it was */
  async take(opened: OpenedMicrophone, muted = this.#mutedWhenLost): Promise<void> {
    if (opened.at === "trouble") {
      if (this.state.at === "none") this.#is({ at: "none", why: opened.why })
      return
    }
    if (this.#stopped) return opened.track.stop()
    const old = this.#media
    this.#media = opened.track
    this.id = opened.microphoneId
    this.#is({ at: this.state.at === "off" || (this.state.at === "none" && muted) ? "off" : "on" })
    this.#watch()
    // A connection that closes meanwhile refuses it; the next one publishes it.
    await this.#send(opened.track).catch(() => {})
    old?.stop()
  }

  /** Gives it to the others in the place of the one before. */
  async #send(media: MediaStreamTrack): Promise<void> {
    // A laptop taken from its dock changes device and network together: two at work would publish two microphones.
    while (this.#publishing) await this.#publishing.catch(() => {})
    // Another one has been taken meanwhile.
    if (this.#media !== media || this.#stopped) return
    if (!this.#published) {
      if (this.room().state === "connected") await this.publish()
      return
    }
    if (this.#published.mediaStreamTrack !== media)
      await this.#published.replaceTrack(media, { userProvidedTrack: true })
    await this.#apply()
  }

  /** The device is gone: takes another one, and only where there is none says that the microphone is lost. */
  async replace(): Promise<void> {
    const gone = this.#media
    if (this.#replacing || this.#stopped || !gone) return
    this.#replacing = true
    this.told.onGone()
    const opened = await openAnotherMicrophone(this.id)
    this.#replacing = false
    // Chosen by hand meanwhile.
    if (this.#media !== gone || this.#stopped) {
      if (opened.at === "open") opened.track.stop()
      return
    }
    if (opened.at === "trouble") this.#lose(opened.why)
    else await this.take(opened)
    this.told.onReplaced()
  }

  /** To be called when the person comes back to the page: a phone takes the microphone away for a call of its own. */
  async heal(): Promise<void> {
    if (this.#found() === "wait") await new Promise((resolve) => setTimeout(resolve, comesBackWithin))
    if (this.#found() === "none" || this.#replacing || this.#stopped) return
    if (this.#media?.readyState === "ended" && this.state.at !== "none") return this.replace()
    this.#interrupted = false
    // The same one: a key on the headset may have muted it while another page was looked at.
    await this.choose(this.id)
    // The other app may hold it still: then the next time the person comes back.
    this.#interrupted = this.isMutedBySystem()
  }

  #found() {
    const listens = this.state.at === "none" && this.state.why === "listening"
    return healingOf({ track: listens ? null : this.#media, interrupted: this.#interrupted })
  }

  /** The open device; null while there is none. For listening to it here: what it gives to others is `state`. */
  get media(): MediaStreamTrack | null {
    return this.state.at === "none" ? null : this.#media
  }

  /** The system or a key on the headset mutes it: it is open and gives nothing. */
  isMutedBySystem(): boolean {
    return this.media?.muted === true && this.media.readyState === "live"
  }

  /** Packets of it should be reaching the server. The SDK pauses a track that the system has muted. */
  isSending(): boolean {
    const track = this.#published
    return track !== null && !track.isUpstreamPaused && this.#media?.readyState === "live" && !this.#media.muted
  }

  /** Gives the device back. */
  stop(): void {
    this.#stopped = true
    this.#media?.stop()
  }

  /** Only the host has the server mute anybody. */
  #byServer = (_sid: string, muted: boolean): void => {
    if (!muted || this.state.at !== "on") return
    this.#is({ at: "off", byHost: true })
    // News for so many milliseconds.
    setTimeout(() => this.state.at === "off" && this.#is({ at: "off" }), 8000)
  }

  async #apply(): Promise<void> {
    const track = this.#published
    if (!track || this.state.at === "none") return
    if (this.state.at === "off" && !track.isMuted) await track.mute()
    if (this.state.at === "on" && track.isMuted) await track.unmute()
  }

  #is(state: Microphone): void {
    this.state = state
    this.told.onChange()
  }

  #watch(): void {
    const media = this.#media
    media?.addEventListener("ended", () => {
      if (this.#media === media) void this.replace()
    })
    for (const change of ["mute", "unmute"])
      media?.addEventListener(change, () => {
        // Browsers tell of it more than once.
        this.#interrupted = media.muted && (this.#interrupted || document.hidden)
        this.told.onChange()
      })
  }

  #lose(why: MicrophoneTrouble): void {
    this.#media?.stop()
    this.#mutedWhenLost = this.state.at === "off"
    // Nothing else to open is what "lost" means; a refusal has steps of its own.
    this.#is({ at: "none", why: why === "missing" || why === "busy" ? "lost" : why })
  }
}
