import { type DisconnectReason, type RemoteParticipant, type Room, RoomEvent } from "livekit-client"
import { CallMicrophone } from "@/lib/audio/call-microphone"
import { CallPeople, levelOf } from "@/lib/audio/call-people"
import { connect, connectionStats } from "@/lib/audio/call-room"
import type { Arriving, CallSnapshot } from "@/lib/audio/call-snapshot"
import { askDoor, type DoorAnswer, type Ticket } from "@/lib/audio/door-client"
import { type Ending, endingOf, endingOfCode } from "@/lib/audio/ending"
import { pathOf } from "@/lib/audio/paths"
import { isStuck, troubleNow } from "@/lib/audio/trouble"

const lookEvery = 1000
/** Milliseconds for which a lost call tries to get back in before it says that it cannot. */
const rejoinFor = 120_000
/** Someone who presses Join waits less: after this they are told what is wrong. */
const joinFor = 30_000

const refreshOn = [
  RoomEvent.TrackMuted,
  RoomEvent.TrackUnmuted,
  RoomEvent.TrackPublished,
  RoomEvent.TrackUnpublished,
  RoomEvent.TrackSubscribed,
  RoomEvent.ActiveSpeakersChanged,
  RoomEvent.ParticipantNameChanged,
  RoomEvent.ParticipantAttributesChanged,
  RoomEvent.AudioPlaybackStatusChanged,
] as const

/**
 * One person's call in this browser: connects with a token from the door, keeps the microphone published, comes back
 * after every disconnect that was not meant, and tells what is heard. Without React: pages subscribe.
 */
export class Call {
  readonly #microphone: CallMicrophone
  readonly #people: CallPeople
  readonly #listeners = new Set<() => void>()
  readonly #timer: ReturnType<typeof setInterval>
  #snapshot: CallSnapshot
  #callId = ""
  #connection: "up" | "signal" | "media" = "media"
  #meant = false

  /** @param room from `openRoom`, which was called inside the click */
  constructor(
    readonly room: Room,
    private readonly arriving: Arriving,
  ) {
    this.#people = new CallPeople(this.room)
    this.#microphone = new CallMicrophone(this.room, arriving, () => this.#refresh())
    this.#snapshot = {
      phase: { at: "connecting", since: Date.now(), signalled: false },
      people: [],
      microphone: this.#microphone.state,
      microphoneId: this.#microphone.id,
      speakerId: arriving.speakerId,
      trouble: null,
      path: null,
      soundBlocked: false,
    }
    for (const event of refreshOn) this.room.on(event, this.#refresh)
    this.room.on(RoomEvent.ParticipantConnected, this.#refresh)
    this.room.on(RoomEvent.ParticipantDisconnected, this.#gone)
    this.room.on(RoomEvent.SignalConnected, this.#signalled)
    this.room.on(RoomEvent.SignalReconnecting, () => this.#connectionIs("signal"))
    this.room.on(RoomEvent.Reconnecting, () => this.#connectionIs("media"))
    this.room.on(RoomEvent.Reconnected, () => this.#connectionIs("up"))
    this.room.on(RoomEvent.Disconnected, this.#lost)
    addEventListener("online", this.#refresh)
    addEventListener("offline", this.#refresh)
    this.#timer = setInterval(() => void this.#look(), lookEvery)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  snapshot = (): CallSnapshot => this.#snapshot

  /** Id of the running call, for "end for all". */
  callId = (): string => this.#callId

  /** Level 0..1 of a person now. */
  levelOf = (id: string): number => levelOf(this.room, id)

  /** To be called inside a click: browsers play sound only then. Never awaited, Firefox may not answer. */
  turnSoundOn = (): void => {
    this.room.startAudio().catch(() => {})
  }

  toggleMicrophone = (): void => {
    void this.#microphone.toggle()
  }

  chooseMicrophone = (id: string): void => {
    void this.#microphone.choose(id)
  }

  chooseSpeaker = (id: string): void => {
    this.#change({ speakerId: id })
    this.room.switchActiveDevice("audiooutput", id || "default").catch(() => {})
  }

  /** Enters with the token the lobby got. Ends in phase "in" or "over"; never throws. */
  join(ticket: Ticket): Promise<void> {
    return this.#enter({ at: "in", ticket }, Date.now() + joinFor, null)
  }

  /** Leaves for good and gives the microphone back. */
  leave = async (): Promise<void> => {
    this.#meant = true
    this.#finish({ at: "left" })
    await this.room.disconnect()
  }

  /** Asks, connects, and tries again until in, refused for good, or out of time. `rejoin`: the call to get back into. */
  async #enter(first: DoorAnswer, deadline: number, rejoin: string | null): Promise<void> {
    let answer = first
    for (let tries = 0; !this.#meant; tries += 1) {
      const failed = await this.#attempt(answer, rejoin !== null || tries > 0)
      if (!failed || this.#meant) return
      const final =
        failed.at !== "failed" ||
        failed.cause === "no-room" ||
        (failed.cause !== "busy" && failed.cause !== "no-server" && !rejoin)
      if (final || Date.now() > deadline) return this.#finish(failed)
      await new Promise((resolve) => setTimeout(resolve, Math.min(300 + 900 * tries, 3000) + Math.random() * 300))
      if (this.#meant) return
      answer = await askDoor(this.arriving.slug, this.arriving.name, rejoin)
    }
  }

  /** One try; null when it got in, else what to say if it was the last one. */
  async #attempt(answer: DoorAnswer, refusalCounts: boolean): Promise<Ending | null> {
    if (answer.at === "silent") return { at: "failed", cause: "no-server", reference: null }
    if (answer.at === "no") {
      return endingOfCode(answer.code, answer.reference) ?? { at: "failed", cause: "busy", reference: answer.reference }
    }
    this.#callId = answer.ticket.callId
    const failure = await connect(this.room, answer.ticket)
    if (!failure) {
      await this.#arrived()
      return null
    }
    if (failure.at === "no-media") return { at: "failed", cause: failure.cause, reference: null }
    // A first entry meets "ended" when the call ran empty between the door and the gate: the next try begins a new one.
    const ending = failure.at === "refused" && refusalCounts ? endingOfCode(failure.code, null) : null
    return ending ?? { at: "failed", cause: "no-server", reference: null }
  }

  async #arrived(): Promise<void> {
    this.#connection = "up"
    this.#people.startAnew()
    if (this.#snapshot.phase.at === "connecting") this.#change({ phase: { at: "in", since: Date.now() } })
    this.#refresh()
    if (this.#snapshot.speakerId) this.chooseSpeaker(this.#snapshot.speakerId)
    // When it fails, the next look or the rejoin publishes anew.
    await this.#microphone.publish().catch(() => {})
    this.#refresh()
  }

  #lost = (reason?: DisconnectReason): void => {
    if (this.#snapshot.phase.at !== "in") return
    const ending = endingOf(reason, this.#meant)
    if (ending) {
      this.#finish(ending)
      return
    }
    // The SDK drops everyone without a word, and they are about to come back like this browser.
    for (const person of this.#snapshot.people)
      if (!person.isSelf && !person.away) this.#people.gone(person, undefined, Date.now())
    this.#connection = "media"
    this.#refresh()
    const back = this.#callId
    void askDoor(this.arriving.slug, this.arriving.name, back).then((answer) =>
      this.#enter(answer, Date.now() + rejoinFor, back),
    )
  }

  #gone = (person: RemoteParticipant, reason?: DisconnectReason): void => {
    this.#people.gone(
      this.#snapshot.people.find(({ id }) => id === person.identity),
      reason,
      Date.now(),
    )
    this.#refresh()
  }

  #signalled = (): void => {
    const { phase } = this.#snapshot
    if (phase.at === "connecting") this.#change({ phase: { ...phase, signalled: true } })
  }

  #connectionIs(connection: "up" | "signal" | "media"): void {
    this.#connection = connection
    this.#refresh()
  }

  async #look(): Promise<void> {
    if (this.#snapshot.phase.at !== "in") return
    this.#microphone.keepPublished()
    await this.#people.look(Date.now())
    const report = await connectionStats(this.room)
    this.#change({ path: report ? pathOf(report) : null })
    this.#refresh()
    const mending = this.room.state === "reconnecting" || this.room.state === "signalReconnecting"
    if (mending && isStuck(this.#snapshot.trouble, Date.now())) await this.room.disconnect(false)
  }

  #refresh = (): void => {
    if (this.#snapshot.phase.at === "over") return
    const { state: microphone, id: microphoneId } = this.#microphone
    if (this.#snapshot.phase.at === "connecting") {
      this.#change({ microphone, microphoneId })
      return
    }
    const now = Date.now()
    const people = this.#people.list({ name: this.arriving.name, muted: microphone.at !== "on" }, now)
    const others = people.filter((person) => !person.isSelf)
    const signs = {
      online: navigator.onLine,
      connection: this.#connection,
      hearings: others.map((person) => person.hearing),
    }
    this.#change({
      people,
      microphone,
      microphoneId,
      trouble: troubleNow(this.#snapshot.trouble, signs, now),
      soundBlocked: !this.room.canPlaybackAudio,
    })
  }

  #change(change: Partial<CallSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listener of this.#listeners) listener()
  }

  #finish(ending: Ending): void {
    if (this.#snapshot.phase.at === "over") return
    clearInterval(this.#timer)
    removeEventListener("online", this.#refresh)
    removeEventListener("offline", this.#refresh)
    this.#microphone.stop()
    this.#people.clear()
    this.#change({ phase: { at: "over", ending }, trouble: null, people: [] })
  }
}
