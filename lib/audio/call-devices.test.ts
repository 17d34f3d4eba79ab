import type { Room } from "livekit-client"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { CallDevices } from "./call-devices"
import { CallMicrophone } from "./call-microphone"

type Listed = Pick<MediaDeviceInfo, "kind" | "deviceId" | "label" | "groupId">

const headset: Listed = { kind: "audioinput", deviceId: "h", label: "Headset", groupId: "2" }
const builtIn: Listed = { kind: "audioinput", deviceId: "b", label: "Built-in", groupId: "1" }
const headsetOut: Listed = { kind: "audiooutput", deviceId: "ho", label: "Headset", groupId: "2" }
const speakers: Listed = { kind: "audiooutput", deviceId: "s", label: "Speakers", groupId: "1" }

/** As much of a browser's track as a microphone in a call needs. */
class Track extends EventTarget {
  readyState = "live"
  muted = false
  enabled = true
  constructor(readonly device: Listed) {
    super()
  }
  getSettings = () => ({ deviceId: this.device.deviceId })
  stop() {
    this.readyState = "ended"
  }
  clone = () => new Track(this.device)
}

let there: Listed[] = []
let busy: string[] = []
let opened: Track[] = []
const media = Object.assign(new EventTarget(), {
  enumerateDevices: async () => there,
  async getUserMedia({ audio }: { audio: { deviceId?: { exact: string } } }) {
    const id = audio.deviceId?.exact
    const device = there.find((one) => one.kind === "audioinput" && (!id || one.deviceId === id))
    if (!device) throw new DOMException("", "NotFoundError")
    if (busy.includes(id ?? "")) throw new DOMException("", "NotReadableError")
    const track = new Track(device)
    opened.push(track)
    return { getAudioTracks: () => [track] }
  },
})

beforeEach(() => {
  vi.useFakeTimers()
  opened = []
  busy = []
  there = [headset, builtIn, headsetOut, speakers]
  vi.stubGlobal("navigator", { mediaDevices: media, userAgent: "", permissions: { query: async () => null } })
  vi.stubGlobal("window", { isSecureContext: true })
  vi.stubGlobal("document", { hidden: false })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Anna's microphone and speakers in a call that is not connected; the headset is in use. */
async function atTheDesk(more: { muted?: boolean; track?: null } = {}) {
  const track = new Track(headset)
  const call = { speakerId: "ho" }
  // Not connected: a microphone belongs to the person, not to a connection.
  const room = { state: "disconnected" } as unknown as Room
  const microphone: CallMicrophone = new CallMicrophone(
    () => room,
    {
      muted: more.muted ?? false,
      track: more.track === null ? null : (track as unknown as MediaStreamTrack),
      microphoneId: "h",
      without: more.track === null ? "listening" : null,
    },
    {
      onChange: () => {},
      onGone: () => devices.microphoneGone(),
      onReplaced: () => void devices.microphoneReplaced(),
      onChosen: (id, opened) => void devices.microphoneChosen(id, opened),
    },
  )
  const devices: CallDevices = new CallDevices({
    microphone,
    speakerId: () => call.speakerId,
    chooseSpeaker: (id) => {
      call.speakerId = id
    },
    onChange: () => {},
  })
  await settle()
  return { track, call, microphone, devices, facts: () => devices.facts(Date.now()) }
}

const settle = () => vi.advanceTimersByTimeAsync(1000)

async function change(now: Listed[], track?: Track, ended = true) {
  there = now
  if (track && ended) {
    track.stop()
    track.dispatchEvent(new Event("ended"))
  }
  media.dispatchEvent(new Event("devicechange"))
  await settle()
}

describe("unplugged in the call", () => {
  test("the headset gives way to what is left, both ways, in one note", async () => {
    const { track, call, microphone, facts } = await atTheDesk()
    await change([builtIn, speakers], track)
    expect(microphone.id).toBe("b")
    expect(microphone.state).toEqual({ at: "on" })
    expect(call.speakerId).toBe("")
    expect(facts().note).toMatchObject({ gone: "Headset", microphone: "Built-in", speaker: "" })
    await vi.advanceTimersByTimeAsync(12_000)
    expect(facts().note).toBeNull()
  })

  test("a browser that moves on without a word is not believed", async () => {
    const { track, microphone, facts } = await atTheDesk()
    await change([builtIn, speakers], track, false)
    expect(microphone.id).toBe("b")
    expect(track.readyState).toBe("ended")
    expect(facts().note).toMatchObject({ gone: "Headset", microphone: "Built-in" })
  })

  test("muted stays muted", async () => {
    const { track, microphone } = await atTheDesk({ muted: true })
    await change([builtIn, speakers], track)
    expect(microphone.state).toEqual({ at: "off" })
  })

  test("where nothing is left it is lost, and the next one is offered, not taken", async () => {
    const { track, microphone, facts } = await atTheDesk()
    await change([speakers], track)
    expect(microphone.state).toEqual({ at: "none", why: "lost" })
    await change([builtIn, speakers])
    expect(microphone.state).toEqual({ at: "none", why: "lost" })
    expect(facts().offer).toMatchObject({ label: "Built-in", microphoneId: "b" })
  })

  test("closed for a moment and opened again, the same device is no news", async () => {
    const { track, microphone, facts } = await atTheDesk()
    await change(there, track)
    expect(microphone.id).toBe("h")
    expect(facts().note).toBeNull()
  })
})

describe("plugged in during the call", () => {
  test("offered for a while, never taken", async () => {
    there = [builtIn, speakers]
    const { microphone, facts } = await atTheDesk()
    await microphone.choose("b")
    await change([builtIn, speakers, headset, headsetOut])
    expect(facts().offer).toMatchObject({ label: "Headset", microphoneId: "h" })
    expect(microphone.id).toBe("b")
    await vi.advanceTimersByTimeAsync(15_000)
    expect(facts().offer).toBeNull()
  })

  test("gone again, it is no longer offered", async () => {
    there = [builtIn, speakers]
    const { microphone, facts } = await atTheDesk()
    await microphone.choose("b")
    await change([builtIn, speakers, headset])
    await change([builtIn, speakers])
    expect(facts().offer).toBeNull()
  })

  test("whoever came to listen is offered a speaker and no microphone", async () => {
    there = [builtIn, speakers]
    const { call, facts } = await atTheDesk({ track: null })
    call.speakerId = "s"
    await change([builtIn, speakers, headset, headsetOut])
    expect(facts().offer).toMatchObject({ microphoneId: null, speakerId: "ho" })
  })
})

describe("chosen by hand", () => {
  test("one that does not start is named, with the one that others hear in its place", async () => {
    const { microphone, facts } = await atTheDesk()
    busy = ["b"]
    await microphone.choose("b")
    await settle()
    expect(microphone.id).toBe("h")
    expect(facts().note).toMatchObject({ kind: "refused", wanted: "Built-in", inUse: "Headset", isNew: true })
  })

  test.each([{ muted: false }, { muted: true }])(
    "where nothing else starts the one before goes on: %o",
    async (more) => {
      const { track, microphone, facts } = await atTheDesk(more)
      busy = ["b", ""]
      await microphone.choose("b")
      await settle()
      expect(track.readyState).toBe("live")
      expect(microphone.state).toEqual({ at: more.muted ? "off" : "on" })
      expect(facts().note).toMatchObject({ kind: "refused", wanted: "Built-in", inUse: "Headset", isNew: false })
      await vi.advanceTimersByTimeAsync(12_000)
      expect(facts().note).toBeNull()
    },
  )

  test("one that starts needs no word", async () => {
    const { microphone, facts } = await atTheDesk()
    await microphone.choose("b")
    await settle()
    expect(facts().note).toBeNull()
  })
})

/** A phone call takes the microphone while the page is out of sight. */
function interrupt(track: Track) {
  vi.stubGlobal("document", { hidden: true })
  track.muted = true
  track.dispatchEvent(new Event("mute"))
  vi.stubGlobal("document", { hidden: false })
}

const comesBack = (microphone: CallMicrophone) => Promise.all([microphone.heal(), vi.advanceTimersByTimeAsync(2000)])

describe("back at the page", () => {
  test("an interrupted microphone that does not come back by itself is opened anew, as it was", async () => {
    const { track, microphone } = await atTheDesk()
    interrupt(track)
    await comesBack(microphone)
    expect(opened.map(({ device }) => device.deviceId)).toEqual(["h"])
    expect(track.readyState).toBe("ended")
    expect(microphone.isMutedBySystem()).toBe(false)
  })

  test("one that another app still holds is opened the next time", async () => {
    const { track, microphone } = await atTheDesk()
    interrupt(track)
    track.dispatchEvent(new Event("mute"))
    busy = ["h", ""]
    await comesBack(microphone)
    expect(microphone.isMutedBySystem()).toBe(true)
    busy = []
    await comesBack(microphone)
    expect(microphone.isMutedBySystem()).toBe(false)
  })

  test("one that came back is left alone, and so is one muted in sight", async () => {
    const { track, microphone } = await atTheDesk()
    track.muted = true
    track.dispatchEvent(new Event("mute"))
    expect(microphone.isMutedBySystem()).toBe(true)
    await comesBack(microphone)
    expect(opened).toEqual([])
  })
})
