import type { Brought, Microphone } from "@/lib/audio/call-microphone"
import type { Ending } from "@/lib/audio/ending"
import type { Path } from "@/lib/audio/paths"
import type { Person } from "@/lib/audio/roster"
import type { Trouble } from "@/lib/audio/trouble"

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
  path: Path | null
  soundBlocked: boolean
}

/** Who enters which room, with what. `slug` as in the room's address. */
export type Arriving = Brought & { slug: string; name: string; speakerId: string }
