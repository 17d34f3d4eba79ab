import { DisconnectReason, type RemoteParticipant, type Room, RoomEvent } from "livekit-client"
import { type Entrance, enterCall, type Way } from "@/lib/audio/call-entrance"
import { dropQuietly, openRoom, sayPageGoes } from "@/lib/audio/call-room"
import { factsOf } from "@/lib/audio/call-snapshot"
import { tellDoorGone } from "@/lib/audio/door-client"
import { type Ending, endingOf } from "@/lib/audio/ending"
import { Nudge } from "@/lib/audio/nudge"
import { RoomEars } from "@/lib/audio/room-ears"
import type { Why } from "@/lib/audio/watchdog"

/** Milliseconds for which a lost call tries to get back in before it says that it cannot. */
const rejoinFor = 600_000
/** Someone who presses Join waits less: after this they are told what is wrong. */
const joinFor = 30_000
/** A last try of the SDK may reach the server after ours and throw ours out. Nobody opens a second tab that fast. */
const echoFor = 3000

type Served = {
  who: { slug: string; name: string }
  speakerId(): string
  /** Something that is shown has changed. */
  onChange(): void
  onSignalled(): void
  onGone(person: RemoteParticipant, reason?: DisconnectReason): void
  /** The connection is about to go, or gone: everyone else is still there, as far as anyone knows. */
  onLosing(): void
  /** A connection is up; nothing has arrived on it yet. `fresh`: its microphone is not published. */
  onUp(fresh: boolean): void
  onEnding(ending: Ending): void
  /** Nothing is wrong any more with the connection there is, though a new one was wanted. */
  isMended(why: Why): Promise<boolean>
}

/**
 * The connection of a call: one LiveKit room after another. Comes back by itself after every disconnect that was not
 * meant, and takes a new connection when told to, without a word that others would take for leaving.
 */
export class CallConnection {
  callId = ""
  /** "signal": only signalling is lost; "media": a new connection is being built, or none lives. */
  state: "up" | "signal" | "media" = "media"
  isEntering = false
  /** The sound server is not there, says the door. */
  serverDown = false
  #room: Room
  /** Connecting, to take the place of `#room`. */
  #next: Room | null = null
  #tookOverAt = 0
  #isIn = false
  #isOver = false
  readonly #nudge = new Nudge()
  readonly #ears: RoomEars

  constructor(
    room: Room,
    private readonly call: Served,
  ) {
    this.#room = room
    this.#ears = new RoomEars({
      onChange: () => call.onChange(),
      onGone: (person, reason) => {
        call.onGone(person, reason)
        // One server carries the whole call: where it goes for one it goes for all, and its word to us may be lost.
        if (reason === DisconnectReason.SERVER_SHUTDOWN) this.#serverGoes()
      },
      onSignalled: () => call.onSignalled(),
      // While it builds a new connection the SDK now and then speaks of signalling again: the sound is gone all the same.
      onConnection: (state) => this.#is(state === "signal" && this.state === "media" ? "media" : state),
      onLost: this.#lost,
    })
    this.#ears.listenTo(room)
  }

  /** The room that carries the call now; another one after a repair. */
  get room(): Room {
    return this.#room
  }

  /** What that room says by itself. */
  get facts() {
    return factsOf(this.#room)
  }

  /**
   * The first entry of this page, with the room that was opened inside the click.
   * @param raced another connection of this page was being built, and may yet reach the server after this one
   */
  join({ first, rejoin }: Pick<Way, "first" | "rejoin">, raced = false): Promise<Entrance> {
    if (raced) this.#tookOverAt = Date.now()
    let given: Room | null = this.#room
    const room = () => {
      const next = given ?? this.#open("stuck")
      given = null
      return next
    }
    return this.#enter({ rejoin, first, until: Date.now() + (rejoin ? rejoinFor : joinFor), room })
  }

  /** A new connection with a token from the door; the old one is kept until the new one takes its place. */
  renew(why: Why): Promise<Entrance> {
    const until = Date.now() + rejoinFor
    return this.#enter({ rejoin: this.callId, first: null, until, room: () => this.#open(why) }, why)
  }

  /** The network is another one: what hangs on the old one is given up, what waits tries at once. */
  nudge(): void {
    this.#nudge.nudge()
  }

  /** Whoever has the page loaded again is back in a moment: not a goodbye. */
  sayPageGoes(): void {
    if (this.#isOver) return
    for (const room of [this.#room, this.#next]) {
      if (!room) continue
      sayPageGoes(room)
      tellDoorGone(this.call.who.slug, this.callId, room.localParticipant.sid)
    }
  }

  /** Leaves; nothing comes back from here. */
  async end(): Promise<void> {
    this.#isOver = true
    this.#nudge.nudge()
    if (this.#next) dropQuietly(this.#next)
    await this.#room.disconnect()
  }

  async #enter(way: Pick<Way, "rejoin" | "first" | "until" | "room">, why: Why = "stuck"): Promise<Entrance> {
    const old = this.#room
    this.isEntering = true
    const entrance = await enterCall({
      ...way,
      who: this.call.who,
      nudge: this.#nudge,
      onAnswer: (answer) => {
        if (answer.at !== "silent") this.serverDown = answer.at === "no" && answer.code === "sfu_unavailable"
        this.call.onChange()
      },
      onTicket: ({ callId }) => {
        this.callId = callId
      },
      needless: async () => this.#isOver || (this.#isIn && this.#room === old && (await this.call.isMended(why))),
    })
    this.isEntering = false
    this.#next = null
    if (this.#isOver) return { at: "needless" }
    if (entrance.at === "over") this.call.onEnding(entrance.ending)
    if (entrance.at === "in") {
      this.#isIn = true
      this.state = "up"
      this.serverDown = false
      this.call.onUp(true)
    }
    return entrance
  }

  /**
   * A room for the next try. While the old one may carry sound it goes on until the server knows the new one. Where the
   * SDK mends a silent one it must stop doing so: both would join as the same person, and throw each other out.
   */
  #open(why: Why): Room {
    const next = openRoom(this.call.speakerId())
    this.#next = next
    const mayCarry = this.state === "up" || (this.state === "signal" && why === "signalling")
    if (!mayCarry) this.#use(next)
    else next.once(RoomEvent.SignalConnected, () => this.#use(next))
    return next
  }

  #use(next: Room): void {
    const old = this.#room
    if (old === next || this.#isOver) return
    if (old.state === "reconnecting" || old.state === "signalReconnecting") this.#tookOverAt = Date.now()
    this.call.onLosing()
    this.#ears.listenTo(next)
    this.#room = next
    this.#next = null
    dropQuietly(old)
    this.#is("media")
  }

  #lost = (reason?: DisconnectReason): void => {
    if (this.#isOver || !this.#isIn) return
    const ending = endingOf(reason, false)
    // The server has let the new one in and closes the old one.
    if (ending?.at === "duplicate" && this.#next) {
      this.#use(this.#next)
      return
    }
    const echo = ending?.at === "duplicate" && Date.now() - this.#tookOverAt < echoFor
    if (ending && !echo) {
      this.call.onEnding(ending)
      return
    }
    this.#tookOverAt = 0
    this.#begin(reason === DisconnectReason.SERVER_SHUTDOWN)
  }

  #serverGoes(): void {
    if (!this.#isOver && this.#isIn) this.#begin(true)
  }

  /** Begins anew: nothing of the connection is left. */
  #begin(serverDown: boolean): void {
    if (this.isEntering) return
    this.call.onLosing()
    this.serverDown = serverDown
    this.#is("media")
    void this.renew("stuck")
  }

  #is(state: "up" | "signal" | "media"): void {
    const back = state === "up" && this.state === "media" && !this.isEntering
    this.state = state
    if (state === "media" && this.#next) {
      this.#use(this.#next)
      return
    }
    if (back) this.call.onUp(false)
    else this.call.onChange()
  }
}
