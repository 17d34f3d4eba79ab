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
export type Inbound = { ssrc: number; packets: number } | null

/** Milliseconds without a packet after which an open microphone counts as stopped. With DTX off a healthy one sends 50 a second. */
export const stoppedAfter = 3000

/**
 * Takes the next look at an open microphone into account. After a full reconnect the counters start again under a new
 * ssrc, so figures are compared only with equal ids.
 */
export function look(before: Arrival | undefined, inbound: Inbound, now: number): Arrival {
  if (!before)
    return { ssrc: inbound?.ssrc ?? 0, packets: inbound?.packets ?? 0, grewAt: now, openSince: now, ever: false }
  if (!inbound) return before
  if (inbound.ssrc !== before.ssrc)
    return {
      ...before,
      ssrc: inbound.ssrc,
      packets: inbound.packets,
      ...(inbound.packets > 0 ? { grewAt: now, ever: true } : {}),
    }
  return inbound.packets > before.packets ? { ...before, packets: inbound.packets, grewAt: now, ever: true } : before
}

/** What to say of an open microphone. */
export function hearingOf(arrival: Arrival, now: number): Exclude<Hearing, "muted"> {
  if (now - arrival.grewAt > stoppedAfter) return "stopped"
  return arrival.ever ? "arriving" : "waiting"
}

/** Reads inbound-rtp of the one audio track out of its statistics report. */
export function inboundOf(report: Iterable<[string, unknown]> | undefined): Inbound {
  for (const [, entry] of report ?? []) {
    if (typeof entry !== "object" || entry === null || !("type" in entry) || entry.type !== "inbound-rtp") continue
    if (!("ssrc" in entry) || typeof entry.ssrc !== "number") continue
    const packets = "packetsReceived" in entry && typeof entry.packetsReceived === "number" ? entry.packetsReceived : 0
    return { ssrc: entry.ssrc, packets }
  }
  return null
}
