import type { Person } from "./fixtures"

/** A microphone or a speaker on somebody's desk. `hz` is the tone of a microphone, 0 is silence. */
export type DeskDevice = { kind: "audioinput" | "audiooutput"; id: string; label: string; group: string; hz?: number }

export const headset: DeskDevice = {
  kind: "audioinput",
  ...{ id: "headset", label: "Headset (Jabra)", group: "jabra", hz: 440 },
}
export const headsetOut: DeskDevice = {
  kind: "audiooutput",
  ...{ id: "headset-out", label: "Headset (Jabra)", group: "jabra" },
}
export const builtIn: DeskDevice = {
  kind: "audioinput",
  ...{ id: "built-in", label: "Built-in microphone", group: "built-in", hz: 660 },
}
export const speakers: DeskDevice = {
  kind: "audiooutput",
  ...{ id: "speakers", label: "Built-in speakers", group: "built-in" },
}

type Desk = {
  plug(device: DeskDevice): void
  unplug(...ids: string[]): void
  /** The system, or a key on the headset, mutes it. */
  systemMutes(id: string, muted: boolean): void
  setLevel(id: string, gain: number): void
  /** Another program holds these, and no others. */
  holds(...ids: string[]): void
  /** The page goes out of sight and comes back. */
  show(seen: boolean): void
  /** Open tracks, by device. */
  open(): string[]
  /** What was opened, in order. */
  opened: string[]
  /** Where the elements of the page play: "" is the system's choice. */
  sinks(): string[]
  /** Lengths in seconds of the sounds that were played from memory: chimes and tests. */
  played: number[]
  awake: boolean
}

declare global {
  interface Window {
    desk: Desk
  }
}

type More = {
  permission?: string
  /** Ids of devices that another program holds. */
  busy?: string[]
}

/** Puts these devices on a person's desk instead of the test browser's, before any page is opened. */
export async function hasOnDesk(
  person: Person,
  devices: DeskDevice[],
  { permission = "granted", busy = [] }: More = {},
) {
  await person.context.addInitScript(installDesk, { devices, permission, busy })
}

/** Runs in the page; must not refer to anything outside itself. */
function installDesk({ devices: given, permission, busy: held }: Required<More> & { devices: DeskDevice[] }): void {
  let devices = given
  let busy = held
  let audio: AudioContext | undefined
  const context = () => {
    audio ??= new AudioContext()
    if (audio.state !== "running") audio.resume().catch(() => {})
    return audio
  }
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, () => context(), { capture: true })

  type Open = { id: string; track: MediaStreamTrack; gain: GainNode; muted: boolean }
  const tracks: Open[] = []
  const levels = new Map<string, number>()
  const opened: string[] = []
  const levelOf = (device: DeskDevice) => levels.get(device.id) ?? (device.hz ? 0.15 : 0)
  const changed = () => navigator.mediaDevices.dispatchEvent(new Event("devicechange"))

  const openTrack = (device: DeskDevice): MediaStream => {
    const out = context().createMediaStreamDestination()
    const gain = context().createGain()
    gain.gain.value = levelOf(device)
    const oscillator = context().createOscillator()
    oscillator.frequency.value = device.hz || 440
    oscillator.connect(gain).connect(out)
    oscillator.start()
    const [track] = out.stream.getAudioTracks()
    if (!track) throw new Error("no track")
    const open: Open = { id: device.id, track, gain, muted: false }
    track.getSettings = () => ({ deviceId: device.id, groupId: device.group })
    Object.defineProperty(track, "muted", { get: () => open.muted })
    tracks.push(open)
    opened.push(device.id)
    return out.stream
  }

  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const wanted = typeof constraints?.audio === "object" ? constraints.audio.deviceId : undefined
    const id = typeof wanted === "object" && "exact" in wanted ? wanted.exact : undefined
    const device = devices.find((one) => one.kind === "audioinput" && (id === undefined || one.id === id))
    if (!device) throw new DOMException("Requested device not found", id ? "OverconstrainedError" : "NotFoundError")
    if (busy.includes(device.id)) throw new DOMException("Could not start audio source", "NotReadableError")
    return openTrack(device)
  }
  navigator.mediaDevices.enumerateDevices = async () =>
    devices.map(({ kind, id, label, group }) => {
      const facts = { kind, deviceId: id, label, groupId: group }
      return { ...facts, toJSON: () => facts }
    })
  navigator.permissions.query = async () =>
    Object.assign(new EventTarget(), {
      name: "microphone",
      state: permission as PermissionState,
      onchange: null,
    })

  const sinks = new WeakMap<HTMLMediaElement, string>()
  HTMLMediaElement.prototype.setSinkId = async function (id: string) {
    sinks.set(this, id)
  }
  const played: number[] = []
  const play = HTMLMediaElement.prototype.play
  HTMLMediaElement.prototype.play = function () {
    if (this.src.startsWith("blob:")) {
      this.addEventListener("loadedmetadata", () => played.push(Math.round(this.duration * 100) / 100), { once: true })
    }
    return play.call(this)
  }

  const desk: Desk = {
    plug(device) {
      devices = [...devices, device]
      changed()
    },
    unplug(...ids) {
      devices = devices.filter(({ id }) => !ids.includes(id))
      for (const open of tracks.filter(({ id, track }) => ids.includes(id) && track.readyState === "live")) {
        open.track.stop()
        // By hand it ends without an event; a browser tells when the device is gone.
        open.track.dispatchEvent(new Event("ended"))
      }
      changed()
    },
    systemMutes(id, muted) {
      for (const open of tracks.filter((one) => one.id === id && one.track.readyState === "live")) {
        open.muted = muted
        open.gain.gain.value = muted ? 0 : 0.15
        open.track.dispatchEvent(new Event(muted ? "mute" : "unmute"))
      }
    },
    setLevel(id, gain) {
      levels.set(id, gain)
      for (const open of tracks.filter((one) => one.id === id)) open.gain.gain.value = gain
    },
    holds(...ids) {
      busy = ids
    },
    show(seen) {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => !seen })
      Object.defineProperty(document, "visibilityState", {
        configurable: true,
        get: () => (seen ? "visible" : "hidden"),
      })
      document.dispatchEvent(new Event("visibilitychange"))
    },
    open: () => tracks.filter(({ track }) => track.readyState === "live").map(({ id }) => id),
    opened,
    sinks: () => [...document.querySelectorAll("audio")].map((element) => sinks.get(element) ?? ""),
    played,
    awake: false,
  }
  Object.defineProperty(navigator, "wakeLock", {
    value: {
      async request() {
        desk.awake = true
        const sentinel = Object.assign(new EventTarget(), {
          released: false,
          async release() {
            sentinel.released = true
            desk.awake = false
          },
        })
        return sentinel
      },
    },
  })
  window.desk = desk
}

/** What the person, or their system, does to the devices. */
export const desk = (person: Person) => ({
  open: () => person.page.evaluate(() => window.desk.open()),
  unplug: (...ids: string[]) => person.page.evaluate((gone) => window.desk.unplug(...gone), ids),
  plug: (device: Parameters<Window["desk"]["plug"]>[0]) => person.page.evaluate((one) => window.desk.plug(one), device),
  systemMutes: (id: string, muted: boolean) =>
    person.page.evaluate(([one, on]) => window.desk.systemMutes(String(one), on === true), [id, muted]),
  setLevel: (id: string, gain: number) =>
    person.page.evaluate(([one, level]) => window.desk.setLevel(String(one), Number(level)), [id, gain]),
  holds: (...ids: string[]) => person.page.evaluate((busy) => window.desk.holds(...busy), ids),
  show: (seen: boolean) => person.page.evaluate((on) => window.desk.show(on), seen),
  sinks: () => person.page.evaluate(() => window.desk.sinks()),
  played: () => person.page.evaluate(() => window.desk.played),
})
