import type { Room } from "livekit-client"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { CallMicrophone } from "./call-microphone"

/** As much of a browser's track as the SDK and a microphone in a call need. */
class Track extends EventTarget {
  kind = "audio"
  readyState = "live"
  muted = false
  enabled = true
  constructor(readonly id: string) {
    super()
  }
  getSettings = () => ({ deviceId: this.id })
  getConstraints = () => ({})
  stop() {
    this.readyState = "ended"
  }
}

type Published = { mediaStreamTrack: Track; sender?: object }

/** A connection that takes its time to publish, and tells which devices it carries. */
class Connection {
  state = "connected"
  publishing: { ends(): void; fails(): void }[] = []
  carried: Published[] = []
  localParticipant = {
    audioTrackPublications: { size: 0 },
    publishTrack: (track: Published) => {
      this.carried.push(track)
      return new Promise<void>((resolve, reject) => {
        const ends = () => {
          track.sender = { replaceTrack: async () => {}, transport: null }
          resolve()
        }
        const fails = () => {
          this.carried = this.carried.filter((one) => one !== track)
          reject(new Error("closed"))
        }
        this.publishing.push({ ends, fails })
      })
    },
  }
  carries = () => this.carried.map(({ mediaStreamTrack }) => mediaStreamTrack.id)
}

/** Microphones that are slow to open, by id. */
let opening: Map<string, () => void>

beforeEach(() => {
  opening = new Map()
  vi.stubGlobal("navigator", {
    userAgent: "",
    mediaDevices: {
      enumerateDevices: async () => [],
      getUserMedia: ({ audio }: { audio: { deviceId?: { exact: string } } }) =>
        new Promise((resolve) => {
          const id = audio.deviceId?.exact ?? "default"
          opening.set(id, () => resolve({ getAudioTracks: () => [new Track(id)] }))
        }),
    },
  })
  vi.stubGlobal("window", { isSecureContext: true, addEventListener: () => {}, removeEventListener: () => {} })
  vi.stubGlobal("document", { hidden: false, addEventListener: () => {}, removeEventListener: () => {} })
  vi.stubGlobal("MediaStream", class {})
})

afterEach(() => vi.unstubAllGlobals())

const rest = () => new Promise((resolve) => setTimeout(resolve, 20))

async function opens(id: string): Promise<void> {
  await vi.waitFor(() => expect(opening.has(id)).toBe(true))
  opening.get(id)?.()
  await rest()
}

/** Anna's headset in a call, `connection` being the one that carries it now. */
function inCall() {
  const headset = new Track("headset")
  const call = { connection: new Connection() }
  const told: string[] = []
  const microphone = new CallMicrophone(
    () => call.connection as unknown as Room,
    { muted: false, track: headset as unknown as MediaStreamTrack, microphoneId: "headset", without: null },
    { onChange: () => {}, onGone: () => {}, onReplaced: () => {}, onChosen: (id) => told.push(id) },
  )
  return { headset, call, told, microphone }
}

test("device and connection change together: one microphone is published, and it is the new one", async () => {
  const { headset, call, microphone } = inCall()
  const { connection } = call
  const published = microphone.publish()
  headset.stop()
  headset.dispatchEvent(new Event("ended"))
  await opens("default")
  expect(connection.carries()).toEqual(["headset"])
  connection.publishing[0]?.ends()
  await published
  await rest()
  expect(connection.carries()).toEqual(["default"])
})

test("a publishing that fails does not keep the new device from being published", async () => {
  const { headset, call, microphone } = inCall()
  const { connection } = call
  const published = microphone.publish().catch(() => {})
  headset.stop()
  headset.dispatchEvent(new Event("ended"))
  await opens("default")
  connection.publishing[0]?.fails()
  await published
  await rest()
  expect(connection.carries()).toEqual(["default"])
})

test("a device that ended without a word before it was published is replaced, and nothing waits for itself", async () => {
  const { headset, call, microphone } = inCall()
  headset.stop()
  await microphone.publish()
  await opens("default")
  expect(call.connection.carries()).toEqual(["default"])
})

test("what an older connection has published late is not taken for the one there is now", async () => {
  const { call, microphone } = inCall()
  const old = call.connection
  const late = microphone.publish()
  call.connection = new Connection()
  const published = microphone.publish()
  await vi.waitFor(() => expect(call.connection.publishing).toHaveLength(1))
  call.connection.publishing[0]?.ends()
  await published
  old.publishing[0]?.ends()
  await late
  void microphone.choose("built-in")
  await opens("built-in")
  expect(call.connection.carries()).toEqual(["built-in"])
  expect(old.carries()).toEqual(["headset"])
})

test("chosen twice, the newest choice counts, also where the first device opens last", async () => {
  const { told, microphone } = inCall()
  void microphone.choose("slow")
  void microphone.choose("fast")
  await opens("fast")
  await opens("slow")
  expect(microphone.id).toBe("fast")
  expect(told).toEqual(["fast"])
})
