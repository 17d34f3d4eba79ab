import type { Hearing } from "@/lib/audio/hearing"

/** What hurts a running call, worst first; `since` in milliseconds of the same clock as `now`. */
export type Trouble =
  | { kind: "offline"; since: number }
  /** The sound server is not there, the rest of the site is: it is being restarted. */
  | { kind: "restarting"; since: number }
  | { kind: "reconnecting"; since: number }
  | { kind: "silent"; since: number }
  | { kind: "signal"; since: number }
  | { kind: "back"; since: number }

export type CallSigns = {
  online: boolean
  /** What the SDK says: "signal" when only signalling is lost, "media" when it builds a new connection, or none lives. */
  connection: "up" | "signal" | "media"
  /** The door says that the sound server does not answer. */
  serverDown: boolean
  /** Of everyone else in the call. */
  hearings: Hearing[]
}

/** Milliseconds for which "sound is back" stays on screen. */
export const backFor = 6000

/**
 * The one thing to say about the call now. "Up" in the SDK's words proves nothing: it has been seen to report a
 * reconnect for a minute of silence, so the end of a trouble is believed only from packets (or when nobody is to be heard).
 */
export function troubleNow(before: Trouble | null, signs: CallSigns, now: number): Trouble | null {
  const kind = kindNow(signs)
  if (kind) return before?.kind === kind ? before : { kind, since: continues(before, kind) ? before.since : now }
  if (!before || before.kind === "signal") return null
  if (before.kind === "back") return now - before.since < backFor ? before : null
  const open = signs.hearings.filter((hearing) => hearing !== "muted")
  if (open.length > 0 && !open.includes("arriving")) return before
  return { kind: "back", since: now }
}

function kindNow({ online, connection, serverDown, hearings }: CallSigns): Exclude<Trouble["kind"], "back"> | null {
  const open = hearings.filter((hearing) => hearing !== "muted")
  // Whoever is heard now is the proof that sound flows, whatever browser and SDK say.
  if (open.includes("arriving")) return connection === "up" && online ? null : "signal"
  if (!online) return "offline"
  if (connection === "media") return serverDown ? "restarting" : "reconnecting"
  if (open.length > 0 && open.every((hearing) => hearing === "stopped")) return serverDown ? "restarting" : "silent"
  return connection === "signal" ? "signal" : null
}

const loud = ["offline", "restarting", "reconnecting", "silent"]

/** Loud troubles that follow each other are one silence to the person: its seconds go on counting. */
function continues(before: Trouble | null, kind: string): before is Trouble {
  return before !== null && loud.includes(before.kind) && loud.includes(kind)
}
