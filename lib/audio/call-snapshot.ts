import type { Room } from "livekit-client"
import type { DeviceNote } from "@/lib/audio/call-devices"
import type { OwnSound } from "@/lib/audio/call-ear"
import { isLocked } from "@/lib/audio/call-facts"
import type { Brought, Microphone } from "@/lib/audio/call-microphone"
import type { Offer } from "@/lib/audio/device-news"
import { type Devices, noDevices } from "@/lib/audio/devices"
import type { Ending } from "@/lib/audio/ending"
import type { Path } from "@/lib/audio/paths"
import type { Person } from "@/lib/audio/roster"
import type { Trouble } from "@/lib/audio/trouble"
import type { Step } from "@/lib/audio/watchdog"

/** What a page shows of a running call; a new object whenever something changed. Times as Date.now(). */
export type CallSnapshot = {
  phase:
    | { at: "connecting"; since: number; signalled: boolean }
    | { at: "in"; since: number }
    | { at: "over"; ending: Ending }
  people: Person[]
  microphone: Microphone
  microphoneId: string
  speakerId: string
  devices: Devices
  /** A device that went, and what took its place. */
  note: DeviceNote | null
  /** A device that came. Never taken by itself. */
  offer: Offer | null
  own: OwnSound
  trouble: Trouble | null
  /** What is done about it. */
  help: Help
  /** What was mended in this call, newest last. */
  repairs: Repair[]
  path: Path | null
  soundBlocked: boolean
  /** Nobody new comes in. */
  locked: boolean
}

/** "exhausted": all that could be tried was tried, without success. */
export type Help = "watching" | "mending" | "exhausted"

/** One step that was taken against a trouble. "needless": sound came back before it cost anything. */
export type Repair = { at: number; step: Step; end: "running" | "done" | "failed" | "needless" }

const repairsKept = 20

/** Adds a repair, or what has become of it. */
export function withRepair(repairs: readonly Repair[], repair: Repair): Repair[] {
  return [...repairs.filter(({ at }) => at !== repair.at), repair].slice(-repairsKept)
}

/** What the room of a connection says by itself. A new one says nothing yet of a lock: what was known holds. */
export function factsOf(room: Pick<Room, "canPlaybackAudio" | "metadata">): Partial<CallSnapshot> {
  const locked = isLocked(room)
  return { soundBlocked: !room.canPlaybackAudio, ...(locked !== null && { locked }) }
}

/** Who enters which room, with what. `slug` as in the room's address. */
export type Arriving = Brought & { slug: string; name: string; speakerId: string }

export function firstSnapshot(arriving: Arriving, microphone: Microphone, now: number): CallSnapshot {
  return {
    phase: { at: "connecting", since: now, signalled: false },
    people: [],
    microphone,
    microphoneId: arriving.microphoneId,
    speakerId: arriving.speakerId,
    devices: noDevices,
    note: null,
    offer: null,
    own: { at: "fine" },
    trouble: null,
    help: "watching",
    repairs: [],
    path: null,
    soundBlocked: false,
    locked: false,
  }
}
