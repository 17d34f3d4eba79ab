/** What a listener's browser knows about one person's sound. Comes from packets, never from signalling alone. */
export type Hearing =
  /** Microphone off by choice, or none. */
  | "muted"
  /** Should be heard, first packets not here yet. */
  | "waiting"
  /** Packets arrive. */
  | "arriving"
  /** Packets stopped although the microphone is on. */
  | "stopped"

/** What was last seen to grow, for one remote microphone. Times in milliseconds of one clock. */
export type Arrival = { ssrc: number; packets: number; grewAt: number; openSince: number; ever: boolean }

/** One look at inbound-rtp; null when the report has none (not negotiated yet, or media was cut: Firefox drops it). */
export type Inbound = { ssrc: number; packets: number; agoMs: number } | null

/** Milliseconds without a packet after which an open microphone counts as stopped. With DTX off a healthy one sends 50 a second. */
export const stoppedAfter = 2000
/** The first packets of a new connection or a new person take longer. */
export const firstWithin = 4000

/**
 * Takes the next look at an open microphone into account. After a full reconnect the counters start again under a new
 * ssrc, so figures are compared only with equal ids.
 */
export function look(before: Arrival | undefined, inbound: Inbound, now: number): Arrival {
  if (!before)
    return { ssrc: inbound?.ssrc ?? 0, packets: inbound?.packets ?? 0, grewAt: now, openSince: now, ever: false }
  if (!inbound) return before
  const { ssrc, packets, agoMs } = inbound
  const grown = { ssrc, packets, grewAt: Math.max(before.grewAt, now - agoMs), ever: true }
  if (ssrc !== before.ssrc) return packets > 0 ? { ...before, ...grown } : { ...before, ssrc, packets }
  return packets > before.packets ? { ...before, ...grown } : before
}

/** What to say of an open microphone. */
export function hearingOf(arrival: Arrival, now: number): Exclude<Hearing, "muted"> {
  if (now - arrival.grewAt > (arrival.ever ? stoppedAfter : firstWithin)) return "stopped"
  return arrival.ever ? "arriving" : "waiting"
}

/**
 * Reads inbound-rtp of one audio track.
 * @param report of that track alone, or of the whole connection
 * @param trackId which one, in a report of the whole connection
 */
export function inboundOf(report: Iterable<[string, unknown]> | undefined, trackId?: string): Inbound {
  for (const [, entry] of report ?? []) {
    if (typeof entry !== "object" || entry === null || !("type" in entry) || entry.type !== "inbound-rtp") continue
    if (trackId !== undefined && !("trackIdentifier" in entry && entry.trackIdentifier === trackId)) continue
    if (!("ssrc" in entry) || typeof entry.ssrc !== "number") continue
    const packets = "packetsReceived" in entry && typeof entry.packetsReceived === "number" ? entry.packetsReceived : 0
    return { ssrc: entry.ssrc, packets, agoMs: lastPacketAgo(entry) }
  }
  return null
}

/** 0 where the browser does not say: then the packets came at some time since the last look. */
function lastPacketAgo(entry: object): number {
  if (!("timestamp" in entry) || typeof entry.timestamp !== "number") return 0
  if (!("lastPacketReceivedTimestamp" in entry) || typeof entry.lastPacketReceivedTimestamp !== "number") return 0
  return Math.max(0, entry.timestamp - entry.lastPacketReceivedTimestamp)
}
