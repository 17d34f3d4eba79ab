import type { Brought, Microphone } from "@/lib/audio/call-microphone"
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
  trouble: Trouble | null
  /** What is done about it. */
  help: Help
  /** What was mended in this call, newest last. */
  repairs: Repair[]
  path: Path | null
  soundBlocked: boolean
}

/** "exhausted": all that could be tried was tried, without success. */
export type Help = "watching" | "mending" | "exhausted"

/** One step that was taken against a trouble. "needless": sound came back before it cost anything. */
export type Repair = { at: number; step: Step; end: "running" | "done" | "failed" | "needless" }

/** Who enters which room, with what. `slug` as in the room's address. */
export type Arriving = Brought & { slug: string; name: string; speakerId: string }

export function firstSnapshot(arriving: Arriving, microphone: Microphone, now: number): CallSnapshot {
  return {
    phase: { at: "connecting", since: now, signalled: false },
    people: [],
    microphone,
    microphoneId: arriving.microphoneId,
    speakerId: arriving.speakerId,
    trouble: null,
    help: "watching",
    repairs: [],
    path: null,
    soundBlocked: false,
  }
}
