import { type Device, type Devices, listDevices, noDevices, presentDevice } from "@/lib/audio/devices"
import { type Ear, listen, type Meter, newEar, startMeter } from "@/lib/audio/meter"
import { type MicrophoneTrouble, microphonePermission, openMicrophone, troubleBeforehand } from "@/lib/audio/microphone"

/**
 * `starting`: opening, nothing asked yet; `asking`: the browser's question is open; `held`: open, but the browser
 * measures nothing before a gesture; then what the ear says.
 */
export type MicrophoneState =
  | { at: "starting" | "asking" | "held" | Ear["verdict"] }
  | { at: "trouble"; why: MicrophoneTrouble }

export type CheckView = {
  microphone: MicrophoneState
  devices: Devices
  /** The device in use; "" while none is. */
  microphoneId: string
  /** Label of the microphone that vanished or did not start, so that another one is in use. */
  gone: string | null
  /** Speakers that were there a moment ago. */
  goneSpeakers: readonly Device[]
}

export const firstView: CheckView = {
  microphone: { at: "starting" },
  devices: noDevices,
  microphoneId: "",
  gone: null,
  goneSpeakers: [],
}

// A granted page opens its microphone within this; past it, the browser's question is on screen.
const questionAfterMs = 700
// A Bluetooth headset takes two seconds to change to its microphone.
const startsWithinMs = 5000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The lobby's microphone from the first question to the track that goes into the call. Starts with start(). */
export function createMicrophoneCheck() {
  let view = firstView
  let track: MediaStreamTrack | null = null
  let meter: Meter | null = null
  let ear = newEar
  // Each opening has a number: answers that come after a newer one was begun are thrown away.
  let turn = 0
  let running = false
  let locked = false
  let permission: PermissionStatus | null = null
  const viewers = new Set<() => void>()
  const levels = new Set<(rms: number) => void>()

  function show(news: Partial<CheckView>) {
    view = { ...view, ...news }
    for (const viewer of viewers) viewer()
  }

  function close() {
    meter?.stop()
    meter = null
    track?.stop()
    track = null
    ear = newEar
    for (const level of levels) level(0)
  }

  function judge() {
    if (!track) return
    // Chrome tells when the system has muted the device; a meter would need five seconds for it.
    const at = track.muted ? "silent" : ear.verdict
    if (view.microphone.at !== at) show({ microphone: { at } })
  }

  function watch(opened: MediaStreamTrack) {
    opened.addEventListener("mute", judge)
    opened.addEventListener("unmute", judge)
    // Unplugged, or the permission was taken back: asking again tells which.
    opened.addEventListener("ended", () => {
      if (opened === track && !locked) open("", labelOf(view.microphoneId))
    })
    try {
      meter = startMeter(
        opened,
        (rms, ms) => {
          ear = listen(ear, rms, ms)
          for (const level of levels) level(rms)
          judge()
        },
        (measures) => (measures ? judge() : show({ microphone: { at: "held" } })),
      )
    } catch {
      // No meter in this browser: the microphone is open all the same, and nothing is claimed about it.
      show({ microphone: { at: "held" } })
    }
  }

  async function open(wantedId: string, gone: string | null = null) {
    turn += 1
    const mine = turn
    // Before the new one is opened: iPhones and older Firefox give one microphone at a time.
    close()
    show({ microphone: { at: "starting" }, gone })
    const question = setTimeout(() => {
      if (mine === turn && permission?.state !== "granted") show({ microphone: { at: "asking" } })
    }, questionAfterMs)
    const result = await openMicrophone(wantedId)
    clearTimeout(question)
    if (mine !== turn || !running) {
      if (result.at === "open") result.track.stop()
      return
    }
    if (result.at === "trouble") {
      show({ microphone: result, microphoneId: "", devices: await listDevices() })
      return
    }
    track = result.track
    const { microphoneId } = result
    show({ microphone: { at: "listening" }, microphoneId, gone: gone ?? replaced(wantedId, microphoneId) })
    watch(result.track)
    const devices = await listDevices()
    if (mine === turn) show({ devices })
  }

  function labelOf(microphoneId: string) {
    return view.devices.microphones.find((device) => device.id === microphoneId)?.label ?? null
  }

  function replaced(wantedId: string, microphoneId: string) {
    return wantedId === "" || wantedId === microphoneId ? null : labelOf(wantedId)
  }

  async function devicesChanged() {
    const label = labelOf(view.microphoneId)
    const before = view.devices.speakers
    const devices = await listDevices()
    if (!running || locked) return
    show({ devices, goneSpeakers: before.filter((speaker) => !presentDevice(devices.speakers, speaker.id)) })
    const why = view.microphone.at === "trouble" ? view.microphone.why : null
    if (why === "missing" || why === "busy") open("")
    // Firefox moves to another input without a word, here and there to the loudspeaker's echo: open the default.
    else if (track && label && !presentDevice(devices.microphones, view.microphoneId)) open("", label)
  }

  const tryAgain = () => {
    if (running && !locked && view.microphone.at === "trouble") open("")
  }

  // Switches in the system's settings and other programs send no event: look when the person comes back.
  const cameBack = () => {
    const why = view.microphone.at === "trouble" ? view.microphone.why : null
    if (why === "system" || why === "busy") tryAgain()
  }

  return {
    /** Asks for the microphone. @param wantedId the remembered device, "" for the default */
    start(wantedId: string) {
      running = true
      open(wantedId)
      if (!troubleBeforehand()) navigator.mediaDevices.addEventListener("devicechange", devicesChanged)
      window.addEventListener("focus", cameBack)
      microphonePermission().then((status) => {
        permission = status
        if (running) status?.addEventListener("change", tryAgain)
      })
    },
    /** Ends everything; the track too, unless `keepTrack` because the call has it. */
    stop(keepTrack: boolean) {
      running = false
      turn += 1
      if (!troubleBeforehand()) navigator.mediaDevices.removeEventListener("devicechange", devicesChanged)
      window.removeEventListener("focus", cameBack)
      permission?.removeEventListener("change", tryAgain)
      if (keepTrack) track = null
      close()
    },
    choose: (microphoneId: string) => open(microphoneId),
    retry: () => open(""),
    /** While locked nothing is opened or closed by itself: the call is about to take the track. */
    lock(on: boolean) {
      locked = on
    },
    /** The open track; waits for a device that starts slowly, but not for a person who has not answered yet. */
    async settled(): Promise<MediaStreamTrack | null> {
      const until = performance.now() + startsWithinMs
      while (view.microphone.at === "starting" && performance.now() < until) await pause(50)
      return track
    },
    view: () => view,
    subscribe(viewer: () => void) {
      viewers.add(viewer)
      return () => {
        viewers.delete(viewer)
      }
    },
    /** Levels (RMS 0..1) ten times a second, past React. */
    onLevel(level: (rms: number) => void) {
      levels.add(level)
      return () => {
        levels.delete(level)
      }
    },
  }
}

export type MicrophoneCheck = ReturnType<typeof createMicrophoneCheck>
