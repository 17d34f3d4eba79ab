import { DisconnectReason, type Participant, type RemoteParticipant, type Room, Track } from "livekit-client"
import { answerIn, statsWithin } from "@/lib/audio/answer-in"
import type { connectionStats } from "@/lib/audio/call-room"
import { type Arrival, type Hearing, hearingOf, inboundOf, look } from "@/lib/audio/hearing"
import { KeptSeats, keptAfter, type Person } from "@/lib/audio/roster"
import type { OpenMicrophone } from "@/lib/audio/watchdog"

type Report = Awaited<ReturnType<typeof connectionStats>>

/** What has arrived from each open microphone, by identity. */
class Arrivals {
  readonly #byId = new Map<string, Arrival>()

  /**
   * Looks at every remote microphone once.
   * @param report of the whole connection: asking each track costs the page a report of its own
   */
  async look(room: Room, report: Report, now: number): Promise<void> {
    const looks = [...room.remoteParticipants.values()].map(async (person) => {
      const publication = microphoneOf(person)
      if (!publication || publication.isMuted) {
        this.#byId.delete(person.identity)
        return
      }
      const { track } = publication
      const inbound = track
        ? (inboundOf(report, track.mediaStreamTrack.id) ??
          inboundOf(await answerIn(statsWithin, track.getRTCStatsReport())))
        : null
      this.#byId.set(person.identity, look(this.#byId.get(person.identity), inbound, now))
    })
    await Promise.all(looks)
    for (const id of this.#byId.keys()) if (!room.remoteParticipants.has(id)) this.#byId.delete(id)
  }

  /** Silence during a connection's rebuilding belongs to the old one; the new one starts waiting. */
  forget(): void {
    this.#byId.clear()
  }

  get(id: string): Arrival | undefined {
    return this.#byId.get(id)
  }

  of(person: RemoteParticipant, now: number): Hearing {
    const publication = microphoneOf(person)
    if (!publication || publication.isMuted) return "muted"
    const arrival = this.#byId.get(person.identity)
    return arrival ? hearingOf(arrival, now) : "waiting"
  }
}

function microphoneOf(person: Participant) {
  return person.getTrackPublication(Track.Source.Microphone)
}

/** Level (0..1) above which a person counts as speaking when the SFU has not said so. */
const speakingLevel = 0.02

function personOf(participant: Participant, hearing: Hearing): Person {
  const microphone = microphoneOf(participant)
  const muted = !microphone || microphone.isMuted
  return {
    id: participant.identity,
    name: participant.name ?? "",
    isSelf: participant.isLocal,
    isHost: participant.attributes.role === "host",
    muted,
    // The SFU tells only changes: who talks steadily while another comes in would never be seen to speak by them.
    speaking: !muted && (participant.isSpeaking || levelOfParticipant(participant) > speakingLevel),
    hearing,
    away: false,
  }
}

/** Level 0..1 of a person now: measured at this receiver where the browser says it, else what the SFU told last. */
export function levelOf(room: Room, id: string): number {
  const person = room.localParticipant.identity === id ? room.localParticipant : room.remoteParticipants.get(id)
  return person ? levelOfParticipant(person) : 0
}

function levelOfParticipant(person: Participant): number {
  return lastSourceOf(person)?.audioLevel ?? person.audioLevel
}

/** What this receiver took in last; far cheaper than statistics, but Chromium stops the page until another thread answers. */
function lastSourceOf(person: Participant): RTCRtpSynchronizationSource | undefined {
  const track = microphoneOf(person)?.track
  const receiver = track && "receiver" in track ? track.receiver : undefined
  return receiver instanceof RTCRtpReceiver ? receiver.getSynchronizationSources()[0] : undefined
}

/** Milliseconds without a packet that are worth a closer look. */
const lateAfter = 500

/** Everyone in the call as the page shows them, held together over reconnects. */
export class CallPeople {
  readonly #arrivals = new Arrivals()
  readonly #kept = new KeptSeats()
  readonly #listed = new Map<string, Person>()

  /** @param room the room that carries the call now */
  constructor(private readonly room: () => Room) {}

  get #others(): RemoteParticipant[] {
    // A connection that only stands ready is nobody in the call yet.
    return [...this.room().remoteParticipants.values()].filter(({ permissions }) => permissions?.canSubscribe !== false)
  }

  /** Looks at every remote microphone once; every second is right. @param report of the whole connection */
  look(report: Report, now: number): Promise<void> {
    return this.#arrivals.look(this.room(), report, now)
  }

  /** A new connection: nothing has arrived on it yet. */
  startAnew(now: number): void {
    this.#arrivals.forget()
    this.#kept.sendAway(now)
  }

  /**
   * Someone's connection is gone. Whoever left on purpose gives the seat up, whoever vanished keeps it for a while. The SDK
   * has unpublished their microphone before it says so, so they are remembered as they were listed last.
   */
  gone(id: string, reason: DisconnectReason | undefined, now: number): void {
    const seat = this.#listed.get(id)
    if (!seat) return
    this.#listed.delete(id)
    const ms = reason === undefined ? 0 : keptAfter(reason)
    // The server always gives a reason; without one it is the SDK that drops everyone, to build a new connection. A server
    // that goes does so for all: nobody is away.
    if (reason === undefined || reason === DisconnectReason.SERVER_SHUTDOWN) this.holdAll([seat], now)
    else if (ms > 0) this.#kept.keep({ ...seat, away: true }, now, ms)
  }

  /** Our own connection is about to go: the SDK drops everyone without a word, and they are still there. */
  holdAll(seats: Person[], now: number): void {
    for (const seat of seats) if (!seat.isSelf && !seat.away) this.#kept.keep(seat, now)
  }

  clear(): void {
    this.#kept.clear()
    this.#listed.clear()
  }

  /** Microphones that are on, as far as they have been looked at. */
  open(): OpenMicrophone[] {
    return this.#others.flatMap((person) => {
      const publication = microphoneOf(person)
      const arrival = this.#arrivals.get(person.identity)
      if (!publication || publication.isMuted || !arrival) return []
      const { grewAt: heardAt, ever } = arrival
      return { id: person.identity, heardAt, ever, serverHears: person.isSpeaking }
    })
  }

  /**
   * Is anyone's sound late, or here for the first time? A cheap question, to be asked often; the answer may be a false
   * alarm.
   */
  hasNews(): boolean {
    const now = performance.timeOrigin + performance.now()
    return this.#others.some((person) => {
      const publication = microphoneOf(person)
      if (!publication || publication.isMuted) return false
      const source = lastSourceOf(person)
      if (!this.#arrivals.get(person.identity)?.ever) return source !== undefined
      return !source || now - source.timestamp > lateAfter
    })
  }

  /** Do elements stand still that hold somebody's sound? */
  hasStopped(): boolean {
    return this.#others.some((person) =>
      microphoneOf(person)?.track?.attachedElements.some((element) => element.paused && !element.ended),
    )
  }

  /** Asks the server for somebody's sound anew. */
  resubscribe(id: string): void {
    const person = this.room().remoteParticipants.get(id)
    const publication = person?.getTrackPublication(Track.Source.Microphone)
    if (!publication || !("setSubscribed" in publication)) return
    publication.setSubscribed(false)
    setTimeout(() => publication.setSubscribed(true), 300)
  }

  /** Oneself first, then the others, then the kept seats. */
  list(self: { name: string; muted: boolean }, now: number): Person[] {
    const others = this.#others.map((each) => personOf(each, this.#arrivals.of(each, now)))
    for (const each of others) {
      this.#kept.release(each.id)
      this.#listed.set(each.id, each)
    }
    return [{ ...personOf(this.room().localParticipant, "muted"), ...self }, ...others, ...this.#kept.people(now)]
  }
}
