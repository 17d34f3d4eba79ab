/** How media travels between this browser and the SFU. */
export type PathKind = "udp" | "tcp" | "relay-udp" | "relay-tcp" | "relay-tls"

export type Path = {
  kind: PathKind
  /** Round trip between browser and SFU in milliseconds; null where the browser does not say (Firefox often says 0). */
  roundTripMs: number | null
  /** Bytes this pair has received: the only figure that tells a living path from one that merely is selected. */
  bytesReceived: number
  pairId: string
  /** The last packet of any kind; null where the browser does not say. Firefox freezes a dead connection's report. */
  lastPacket: { stamp: number; agoMs: number } | null
}

type Entry = Record<string, unknown> & { id: string; type: string }

const text = (entry: Entry | undefined, field: string): string | null => {
  const value = entry?.[field]
  return typeof value === "string" ? value : null
}

const figure = (entry: Entry | undefined, field: string): number | null => {
  const value = entry?.[field]
  return typeof value === "number" ? value : null
}

function selectedPair(entries: Entry[]): Entry | undefined {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const transport = entries.find((entry) => entry.type === "transport" && text(entry, "selectedCandidatePairId"))
  const id = text(transport, "selectedCandidatePairId")
  // Older Firefox has no selectedCandidatePairId; it marks the pair itself.
  return (
    (id ? byId.get(id) : undefined) ??
    entries.find((entry) => entry.type === "candidate-pair" && entry.selected === true) ??
    entries.find((entry) => entry.type === "candidate-pair" && entry.nominated === true && entry.state === "succeeded")
  )
}

/**
 * The path in use, read from one statistics report of the connection that carries sound.
 * Returns null while no candidate pair is selected.
 */
export function pathOf(report: Iterable<[string, unknown]>): Path | null {
  const entries: Entry[] = []
  for (const [, value] of report) if (isEntry(value)) entries.push(value)
  const pair = selectedPair(entries)
  if (!pair) return null
  const local = entries.find((entry) => entry.id === text(pair, "localCandidateId"))
  if (!local) return null
  const seconds = figure(pair, "currentRoundTripTime")
  const stamp = figure(pair, "lastPacketReceivedTimestamp")
  const agoMs = ageOf(figure(pair, "timestamp"), stamp)
  return {
    kind: kindOf(local),
    roundTripMs: seconds ? Math.round(seconds * 1000) : null,
    bytesReceived: figure(pair, "bytesReceived") ?? 0,
    pairId: pair.id,
    lastPacket: stamp === null || agoMs === null ? null : { stamp, agoMs },
  }
}

/**
 * Milliseconds since the server said last that packets of our microphone arrive; null before it has said so. Its age is
 * the only sign: packets "sent" go on growing with the network dead.
 */
export function acknowledgedAgo(report: Iterable<[string, unknown]>): number | null {
  const entries: Entry[] = []
  for (const [, value] of report) if (isEntry(value) && value.kind === "audio") entries.push(value)
  const sent = entries.findLast((entry) => entry.type === "outbound-rtp")
  const said = entries.find((entry) => entry.type === "remote-inbound-rtp" && entry.ssrc === sent?.ssrc)
  return ageOf(figure(sent, "timestamp"), figure(said, "timestamp"))
}

function ageOf(now: number | null, then: number | null): number | null {
  return now === null || then === null || then === 0 ? null : Math.max(0, now - then)
}

function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && "id" in value && "type" in value
}

function kindOf(local: Entry): PathKind {
  const relay = text(local, "relayProtocol")
  // When the SFU sees the relay at another address than the relay tells, Firefox calls the relayed path peer-reflexive.
  const relayed = local.candidateType === "relay" || (local.candidateType === "prflx" && relay !== null)
  if (!relayed) return text(local, "protocol") === "tcp" ? "tcp" : "udp"
  if (relay === "tls") return "relay-tls"
  return relay === "tcp" ? "relay-tcp" : "relay-udp"
}
