import { DisconnectReason, type Room } from "livekit-client"
import { expect, test, vi } from "vitest"
import { CallPeople } from "./call-people"
import { seatKept, seatOfPageKept } from "./roster"

vi.stubGlobal("RTCRtpReceiver", class {})

const self = { name: "Lena", muted: false }

function participant(identity: string, name: string) {
  const microphone = { isMuted: false }
  return { identity, name, isLocal: false, attributes: {}, audioLevel: 0, getTrackPublication: () => microphone }
}

/** Lena's browser in a call with Anna. */
function withAnna() {
  const remoteParticipants = new Map([["a", participant("a", "Anna")]])
  const localParticipant = { ...participant("l", "Lena"), isLocal: true }
  const people = new CallPeople(() => ({ remoteParticipants, localParticipant }) as unknown as Room)
  const anna = (now: number) => people.list(self, now).find(({ id }) => id === "a")
  people.list(self, 0)
  /** As the SDK does it: the track goes first, which is a change to be drawn, and only then it says who is gone. */
  const goes = (reason: DisconnectReason | undefined, now: number) => {
    remoteParticipants.delete("a")
    people.list(self, now)
    people.gone("a", reason, now)
  }
  return { people, anna, goes, comes: () => remoteParticipants.set("a", participant("a", "Anna")) }
}

test("whoever vanishes keeps the seat for half a minute, and takes it again", () => {
  const { anna, goes, comes } = withAnna()
  goes(DisconnectReason.CONNECTION_TIMEOUT, 1000)
  expect(anna(1000)).toMatchObject({ name: "Anna", away: true })
  expect(anna(1000 + seatKept)).toMatchObject({ away: true })
  comes()
  expect(anna(20_000)).toMatchObject({ away: false })
  goes(DisconnectReason.CONNECTION_TIMEOUT, 40_000)
  expect(anna(40_001 + seatKept)).toBeUndefined()
})

test("a page that has gone keeps it for some seconds", () => {
  const { anna, goes } = withAnna()
  goes(DisconnectReason.USER_UNAVAILABLE, 0)
  expect(anna(seatOfPageKept)).toMatchObject({ away: true })
  expect(anna(seatOfPageKept + 1)).toBeUndefined()
})

test("whoever leaves is gone", () => {
  const { anna, goes } = withAnna()
  goes(DisconnectReason.CLIENT_INITIATED, 0)
  expect(anna(0)).toBeUndefined()
})

test("whom the SDK drops for a new connection of ours is there, and silent", () => {
  const { anna, goes } = withAnna()
  goes(undefined, 0)
  expect(anna(0)).toMatchObject({ away: false, muted: false, hearing: "stopped" })
})

test("a server that goes takes nobody away: it goes for all", () => {
  const { anna, goes } = withAnna()
  goes(DisconnectReason.SERVER_SHUTDOWN, 0)
  expect(anna(0)).toMatchObject({ away: false, muted: false, hearing: "stopped" })
})

test("a look is asked for when somebody's sound comes for the first time, and when it is late", async () => {
  const source = { timestamp: 0 }
  const receiver = Object.assign(new RTCRtpReceiver(), { getSynchronizationSources: () => (sounds ? [source] : []) })
  let sounds = false
  let packets = 0
  const trackIdentifier = "t"
  const track = { receiver, mediaStreamTrack: { id: trackIdentifier }, getRTCStatsReport: async () => undefined }
  const anna = { ...participant("a", "Anna"), getTrackPublication: () => ({ isMuted: false, track }) }
  const people = new CallPeople(() => ({ remoteParticipants: new Map([["a", anna]]) }) as unknown as Room)
  const look = (now: number) =>
    people.look(new Map([["i", { type: "inbound-rtp", ssrc: 1, packetsReceived: packets, trackIdentifier }]]), now)
  await look(0)
  expect(people.hasNews()).toBe(false)
  sounds = true
  source.timestamp = performance.timeOrigin + performance.now()
  expect(people.hasNews()).toBe(true)
  packets = 50
  await look(1000)
  expect(people.hasNews()).toBe(false)
  source.timestamp -= 1000
  expect(people.hasNews()).toBe(true)
})
