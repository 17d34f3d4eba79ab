import { expect, test } from "vitest"
import { acknowledgedAgo, pathOf } from "@/lib/audio/paths"

type Entry = Record<string, unknown> & { id: string }

const report = (...entries: Entry[]) => new Map(entries.map((entry) => [entry.id, entry]))

const sent = { id: "out", type: "outbound-rtp", kind: "audio", ssrc: 7, timestamp: 10_000 }
const said = { id: "in", type: "remote-inbound-rtp", kind: "audio", ssrc: 7, timestamp: 9200 }

test("the server's word about our microphone is as old as its report", () => {
  expect(acknowledgedAgo(report(sent, said))).toBe(800)
  expect(acknowledgedAgo(report(sent))).toBeNull()
  expect(acknowledgedAgo(report(said))).toBeNull()
  expect(acknowledgedAgo(report(sent, { ...said, ssrc: 8 }))).toBeNull()
})

test("the path says how long nothing has come over it", () => {
  const pair = { id: "pair", type: "candidate-pair", localCandidateId: "local", timestamp: 5000, bytesReceived: 9 }
  const transport = { id: "t", type: "transport", selectedCandidatePairId: "pair" }
  const local = { id: "local", type: "local-candidate", candidateType: "host", protocol: "udp" }
  const at = (lastPacketReceivedTimestamp: number) =>
    pathOf(report(transport, { ...pair, lastPacketReceivedTimestamp }, local))
  expect(at(3500)).toMatchObject({ kind: "udp", lastPacket: { stamp: 3500, agoMs: 1500 } })
  expect(at(0)).toMatchObject({ lastPacket: null })
  expect(pathOf(report(transport, local))).toBeNull()
})
