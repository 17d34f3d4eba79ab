import { expect, test } from "vitest"
import { type Arrival, hearingOf, type Inbound, inboundOf, look } from "@/lib/audio/hearing"

function after(looks: [number, Inbound][]) {
  let arrival: Arrival | undefined
  for (const [at, inbound] of looks) arrival = look(arrival, inbound, at)
  return arrival && hearingOf(arrival, looks.at(-1)?.[0] ?? 0)
}

const seen = (packets: number, ssrc = 1, agoMs = 0): Inbound => ({ ssrc, packets, agoMs })

test("before the first packet a microphone is waited for", () => {
  expect(
    after([
      [0, null],
      [1000, null],
    ]),
  ).toBe("waiting")
  expect(
    after([
      [0, seen(0)],
      [1000, seen(0)],
    ]),
  ).toBe("waiting")
})

test("packets that grow arrive", () => {
  expect(
    after([
      [0, seen(0)],
      [1000, seen(50)],
      [2000, seen(100)],
    ]),
  ).toBe("arriving")
})

test("packets that stand still for more than two seconds have stopped, however many came before", () => {
  expect(
    after([
      [0, seen(0)],
      [1000, seen(50)],
      [2900, seen(50)],
    ]),
  ).toBe("arriving")
  expect(
    after([
      [0, seen(0)],
      [1000, seen(50)],
      [3100, seen(50)],
    ]),
  ).toBe("stopped")
})

test("statistics that vanish are no packets (Firefox drops inbound-rtp when media is cut)", () => {
  expect(
    after([
      [0, seen(0)],
      [1000, seen(50)],
      [3000, null],
      [4500, null],
    ]),
  ).toBe("stopped")
})

test("a microphone that never sent a packet has stopped too, not waits for ever", () => {
  expect(
    after([
      [0, null],
      [2000, null],
      [3500, null],
    ]),
  ).toBe("waiting")
  expect(
    after([
      [0, null],
      [4100, null],
    ]),
  ).toBe("stopped")
})

test("what counts is when the last packet came, not when somebody looked", () => {
  const late: [number, Inbound][] = [
    [0, seen(0)],
    [1000, seen(50, 1, 900)],
  ]
  expect(after([...late, [2050, seen(50, 1, 1950)]])).toBe("arriving")
  expect(after([...late, [2150, seen(50, 1, 2050)]])).toBe("stopped")
})

test("a full reconnect starts counting anew under a new ssrc", () => {
  expect(
    after([
      [0, seen(9000)],
      [1000, seen(9050)],
      [5000, seen(3, 2)],
    ]),
  ).toBe("arriving")
  expect(
    after([
      [0, seen(9000)],
      [1000, seen(9050)],
      [5000, seen(0, 2)],
    ]),
  ).toBe("stopped")
})

test("in the report of a whole connection each track has an entry of its own", () => {
  const inbound = (ssrc: number, trackIdentifier: string) => ({
    ...{ type: "inbound-rtp", ssrc, trackIdentifier, packetsReceived: ssrc * 10 },
  })
  const report: [string, unknown][] = [
    ["T", { type: "transport" }],
    ["A", inbound(1, "anna")],
    ["B", inbound(2, "boris")],
  ]
  expect(inboundOf(report, "boris")).toEqual(seen(20, 2))
  expect(inboundOf(report, "lena")).toBeNull()
  expect(inboundOf(report)).toEqual(seen(10, 1))
})
