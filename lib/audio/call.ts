import type { DisconnectReason, RemoteParticipant, Room } from "livekit-client"
import { CallConnection } from "@/lib/audio/call-connection"
import { CallDevices } from "@/lib/audio/call-devices"
import { CallMicrophone } from "@/lib/audio/call-microphone"
import { CallPeople, levelOf } from "@/lib/audio/call-people"
import { type Arriving, type CallSnapshot, firstSnapshot, type Repair, withRepair } from "@/lib/audio/call-snapshot"
import { CallWatch } from "@/lib/audio/call-watch"
import type { Offer } from "@/lib/audio/device-news"
import type { Ticket } from "@/lib/audio/door-client"
import type { Ending } from "@/lib/audio/ending"
import type { OpenedMicrophone } from "@/lib/audio/microphone"
import { withChange } from "@/lib/audio/snapshot-change"
import { watchSurroundings } from "@/lib/audio/surroundings"
import { troubleNow } from "@/lib/audio/trouble"
import type { Step } from "@/lib/audio/watchdog"

/** Milliseconds of a call before one's own microphone is listened to: joining has the processor for itself. */
const listensAfter = 2000

/**
 * One person's call in this browser: keeps the connection and the microphone, watches the packets, mends what they show
 * to be broken, and tells what is heard. Without React: pages subscribe.
 */
export class Call {
  readonly #connection: CallConnection
  readonly #microphone: CallMicrophone
  readonly #devices: CallDevices
  readonly #people: CallPeople
  readonly #watch: CallWatch
  readonly #listeners = new Set<() => void>()
  readonly #forgetSurroundings: () => void
  #snapshot: CallSnapshot

  /** @param room from `openRoom`, which was called inside the click */
  constructor(
    room: Room,
    private readonly arriving: Arriving,
  ) {
    const current = () => this.room
    this.#people = new CallPeople(current)
    this.#microphone = new CallMicrophone(current, arriving, {
      onChange: () => this.#microphoneChanged(),
      onGone: () => this.#devices.microphoneGone(),
      onReplaced: () => void this.#devices.microphoneReplaced(),
      onChosen: (id, opened) => void this.#devices.microphoneChosen(id, opened),
    })
    this.#snapshot = firstSnapshot(arriving, this.#microphone.state, Date.now())
    const microphone = this.#microphone
    const speakerId = () => this.#snapshot.speakerId
    this.#devices = new CallDevices({ microphone, speakerId, chooseSpeaker: this.#plays, onChange: this.#refresh })
    this.#connection = new CallConnection(room, {
      who: arriving,
      speakerId,
      onChange: this.#refresh,
      onSignalled: this.#signalled,
      onGone: this.#gone,
      onLosing: () => this.#people.holdAll(this.#snapshot.people, Date.now()),
      onUp: (fresh) => void this.#up(fresh),
      onEnding: (ending) => this.#finish(ending),
      isMended: (why) => this.#watch.isMended(why),
    })
    this.#watch = new CallWatch({
      room: current,
      people: this.#people,
      microphone,
      connection: () => this.#connection.state,
      isBusy: () => this.#connection.isEntering || this.#snapshot.phase.at !== "in",
      onLook: (path) => {
        this.#microphone.keepPublished()
        this.#refresh(path)
      },
      onStep: (step) => void this.#mend(step),
      onWake: this.#wake,
    })
    this.#forgetSurroundings = watchSurroundings({
      onWake: this.#wake,
      onChange: () => this.#refresh(),
      onSeen: this.#seen,
      onPageGone: () => this.#connection.sayPageGoes(),
    })
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  snapshot = (): CallSnapshot => this.#snapshot

  /** The room that carries the call now; another one after a repair. */
  get room(): Room {
    return this.#connection.room
  }

  /** Id of the running call, for "end for all". */
  callId = (): string => this.#connection.callId

  /** Level 0..1 of a person now. Measuring stops the page for a moment: not done for whoever is silent anyway. */
  levelOf = (id: string): number =>
    this.#snapshot.people.some((person) => person.id === id && person.speaking) ? levelOf(this.room, id) : 0

  /** To be called inside a click: browsers play sound only then. Never awaited, Firefox may not answer. */
  turnSoundOn = (): void => {
    this.room.startAudio().catch(() => {})
  }

  toggleMicrophone = (): void => {
    void this.#microphone.toggle()
  }

  talk = (on: boolean): void => {
    void this.#microphone.talk(on)
  }

  chooseMicrophone = (id: string): void => {
    this.#devices.settle()
    void this.#microphone.choose(id)
  }

  /** A microphone that was opened late, because the browser asked first. */
  takeMicrophone = (opened: OpenedMicrophone): void => {
    void this.#microphone.take(opened, this.arriving.muted)
  }

  chooseSpeaker = (id: string): void => {
    this.#devices.settle()
    this.#plays(id)
  }

  takeOffer = ({ microphoneId, speakerId }: Offer): void => {
    if (microphoneId !== null) this.chooseMicrophone(microphoneId)
    if (speakerId !== null) this.chooseSpeaker(speakerId)
  }

  /** Enters with the token the lobby got. Ends in phase "in" or "over"; never throws. */
  async join(ticket: Ticket, raced = false): Promise<void> {
    await this.#connection.join({ first: { at: "in", ticket }, rejoin: null }, raced)
  }

  /** Enters the call this page, or this tab, was in before. Ends as `join` does. */
  async comeBack(callId: string): Promise<void> {
    await this.#connection.join({ first: null, rejoin: callId })
  }

  /** Leaves for good and gives the microphone back. */
  leave = async (): Promise<void> => {
    this.#finish({ at: "left" })
    await this.#connection.end()
  }

  #plays = (id: string): void => {
    this.#change({ speakerId: id })
    // "" is the system's choice to every browser; "default" is a device that only some list.
    this.room.switchActiveDevice("audiooutput", id).catch(() => {})
  }

  async #mend(step: Step): Promise<void> {
    const repair: Repair = { at: Date.now(), step, end: "running" }
    this.#note(repair)
    if (step.kind === "resubscribe") this.#people.resubscribe(step.id)
    if (step.kind === "play") this.turnSoundOn()
    const end = step.kind === "connection" ? (await this.#connection.renew(step.why)).at : "in"
    this.#note({ ...repair, end: end === "in" ? "done" : end === "needless" ? "needless" : "failed" })
  }

  async #up(fresh: boolean): Promise<void> {
    this.#people.startAnew(Date.now())
    this.#watch.startAnew()
    if (this.#snapshot.phase.at === "connecting") this.#change({ phase: { at: "in", since: Date.now() } })
    this.#refresh()
    if (!fresh) return
    if (this.#snapshot.speakerId) this.#plays(this.#snapshot.speakerId)
    // When it fails, the next look or the next connection publishes anew.
    await this.#microphone.publish().catch(() => {})
    this.#refresh()
  }

  #gone = (person: RemoteParticipant, reason?: DisconnectReason): void => {
    this.#people.gone(person.identity, reason, Date.now())
    this.#refresh()
  }

  #signalled = (): void => {
    const { phase } = this.#snapshot
    if (phase.at === "connecting") this.#change({ phase: { ...phase, signalled: true } })
  }

  #wake = (): void => {
    this.#watch.hurry()
    this.#connection.nudge()
    this.#seen()
  }

  #seen = (): void => {
    this.#watch.look()
    if (!this.room.canPlaybackAudio) this.turnSoundOn()
    void this.#microphone.heal()
    this.#refresh()
  }

  #microphoneChanged = (): void => {
    if (this.#snapshot.microphone.at === "none") void this.#devices.look()
    this.#refresh()
  }

  #refresh = (path = this.#snapshot.path): void => {
    const { phase } = this.#snapshot
    if (phase.at === "over") return
    const { state: microphone, id: microphoneId } = this.#microphone
    if (phase.at === "connecting") return void this.#change({ microphone, microphoneId, path })
    const now = Date.now()
    if (now - phase.since > listensAfter) this.#devices.listen()
    const { state: connection, serverDown, isEntering } = this.#connection
    const people = this.#people.list({ name: this.arriving.name, muted: microphone.at !== "on" }, now)
    const hearings = people.filter((person) => !person.isSelf).map((person) => person.hearing)
    const signs = { online: navigator.onLine, connection, serverDown, hearings }
    this.#change({
      people,
      microphone,
      microphoneId,
      ...this.#devices.facts(now),
      trouble: troubleNow(this.#snapshot.trouble, signs, now),
      help: isEntering ? "mending" : this.#watch.exhausted ? "exhausted" : "watching",
      path,
      ...this.#connection.facts,
    })
  }

  #note(repair: Repair): void {
    this.#change({ repairs: withRepair(this.#snapshot.repairs, repair) })
  }

  #change(change: Partial<CallSnapshot>): void {
    const next = withChange(this.#snapshot, change)
    if (next === this.#snapshot) return
    this.#snapshot = next
    for (const listener of this.#listeners) listener()
  }

  #finish(ending: Ending): void {
    if (this.#snapshot.phase.at === "over") return
    this.#watch.stop()
    this.#forgetSurroundings()
    this.#devices.stop()
    this.#microphone.stop()
    this.#people.clear()
    this.#change({ phase: { at: "over", ending }, trouble: null, people: [] })
    if (ending.at !== "left") void this.#connection.end()
  }
}
