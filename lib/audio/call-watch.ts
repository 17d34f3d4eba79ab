import type { Room } from "livekit-client"
import type { CallMicrophone } from "@/lib/audio/call-microphone"
import type { CallPeople } from "@/lib/audio/call-people"
import { connectionStats } from "@/lib/audio/call-room"
import { acknowledgedAgo, type Path, pathOf } from "@/lib/audio/paths"
import {
  afterLook,
  afterStep,
  isExhausted,
  isMended,
  nextStep,
  type Sight,
  type Step,
  untried,
  type Why,
} from "@/lib/audio/watchdog"

const tickEvery = 250
const lookEvery = 1000
/** A look that hangs (statistics of a connection that is being closed) must not stop the watch. */
const looksWithin = 2000
/** Timers that are this late were stopped: the computer slept, or the browser froze the page. */
const asleepAfter = 5000
const hurryFor = 5000
/** The server's first word about a new microphone takes longer than the following ones. */
const firstWordWithin = 4000

export type Watched = {
  room(): Room
  people: CallPeople
  microphone: CallMicrophone
  connection(): "up" | "signal" | "media"
  /** A new connection is on its way already. */
  isBusy(): boolean
  /** After each look. */
  onLook(path: Path | null): void
  onStep(step: Step): void
  /** The computer has slept, or the network is another one. */
  onWake(): void
}

/** Looks after a call's packets, and says what to mend. Decides nothing itself: see watchdog.ts. */
export class CallWatch {
  #tries = untried
  #reachedAt = Date.now()
  #lastStamp: number | null = null
  #acknowledgedAt: number | null = null
  #mendingSince: number | null = null
  #unsignalledSince: number | null = null
  #openBefore: Sight["open"] = []
  #hurriedUntil = 0
  #lookedAt = 0
  #lookingSince = 0
  #tickedAt = Date.now()
  #hasBegun = false
  readonly #timer: ReturnType<typeof setInterval>

  constructor(private readonly call: Watched) {
    this.#timer = setInterval(() => void this.#tick(), tickEvery)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  /** A new connection: what was known of the old one holds no more. */
  startAnew(): void {
    this.#hasBegun = true
    this.#reachedAt = Date.now()
    this.#acknowledgedAt = null
    this.#mendingSince = null
    this.#unsignalledSince = null
    this.#openBefore = []
  }

  /** Another network, or awake again: look at once, be less patient for a while, and try again what did not help. */
  hurry(): void {
    this.#tries = untried
    this.#hurriedUntil = Date.now() + hurryFor
    this.#lookedAt = 0
  }

  /** Looks at once; patience stays as it is. */
  look(): void {
    this.#lookedAt = 0
  }

  get exhausted(): boolean {
    return isExhausted(this.#tries)
  }

  /** Looks once more: does sound flow again, so that a new connection is needless? */
  async isMended(why: Why): Promise<boolean> {
    const sight = await this.#see()
    return sight !== null && isMended(sight, why, Date.now())
  }

  async #tick(): Promise<void> {
    const now = Date.now()
    if (now - this.#tickedAt > asleepAfter) this.call.onWake()
    this.#tickedAt = now
    // Before the first connection there is nothing to see, and joining has the processor for itself.
    if (!this.#hasBegun) return
    if (now - this.#lookedAt < lookEvery && !this.#isSuspicious(now)) return
    if (now - this.#lookingSince < looksWithin) return
    this.#lookedAt = now
    this.#lookingSince = now
    const sight = await this.#see()
    this.#lookingSince = 0
    if (sight) this.#judge(sight)
  }

  #isSuspicious(now: number): boolean {
    return now < this.#hurriedUntil || this.call.connection() !== "up" || this.call.people.hasNews()
  }

  #judge(sight: Sight): void {
    const now = Date.now()
    this.#tries = afterLook(this.#tries, sight, now)
    if (this.call.isBusy()) return
    const step = nextStep(this.#tries, sight, now)
    if (!step) return
    this.#tries = afterStep(this.#tries, step, now)
    this.call.onStep(step)
  }

  /** null when the connection was changed meanwhile. */
  async #see(): Promise<Sight | null> {
    const { people, microphone } = this.call
    const room = this.call.room()
    const report = await connectionStats(room)
    await people.look(report, Date.now())
    if (room !== this.call.room()) return null
    const now = Date.now()
    const path = report ? pathOf(report) : null
    const open = people.open()
    const connection = this.call.connection()
    const last = path?.lastPacket
    const reached = last && last.stamp !== this.#lastStamp ? now - last.agoMs : 0
    this.#lastStamp = last?.stamp ?? null
    const heard = open.filter(({ ever }) => ever).map(({ heardAt }) => heardAt)
    this.#reachedAt = Math.max(this.#reachedAt, reached, ...heard)
    const ago = report ? acknowledgedAgo(report) : null
    if (!microphone.isSending()) this.#acknowledgedAt = null
    // Firefox takes the entry away when media is cut: then what was said last grows old.
    else this.#acknowledgedAt = ago === null ? (this.#acknowledgedAt ?? now + firstWordWithin) : now - ago
    this.#mendingSince = connection === "media" ? (this.#mendingSince ?? now) : null
    this.#unsignalledSince = connection === "signal" ? (this.#unsignalledSince ?? now) : null
    // While the SDK builds a new connection it knows nobody, and without signalling nobody's mute reaches us.
    if (connection === "up" || open.length > 0) this.#openBefore = open
    this.call.onLook(path)
    const ice = room.engine?.pcManager?.publisher.getICEConnectionState()
    return {
      connection,
      mendingSince: this.#mendingSince,
      unsignalledSince: this.#unsignalledSince,
      broken: ice === "disconnected" || ice === "failed",
      hurried: now < this.#hurriedUntil,
      reachedAt: this.#reachedAt,
      open: this.#openBefore,
      acknowledgedAt: this.#acknowledgedAt,
      stopped: room.canPlaybackAudio && people.hasStopped(),
    }
  }
}
