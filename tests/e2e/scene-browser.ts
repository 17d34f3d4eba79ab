import type { Route } from "@playwright/test"

/** A proxy in front of the app that keeps the microphone from its pages. */
export async function forbidMicrophone(route: Route): Promise<void> {
  // The page asks the door at the same address; only the page itself carries the header.
  if (!route.request().isNavigationRequest()) return route.fallback()
  const response = await route.fetch({ maxRedirects: 0 })
  await route.fulfill({ response, headers: { ...response.headers(), "permissions-policy": "microphone=()" } })
}

/** Runs in the page: devices as people have them instead of a test browser's, and its answer about the microphone. */
export function nameDevices(given: {
  names: string[]
  speaker: string
  microphone: string
  userAgent: string | null
}): void {
  if (given.userAgent) Object.defineProperty(navigator, "userAgent", { value: given.userAgent })
  if (given.microphone === "insecure") Object.defineProperty(window, "isSecureContext", { value: false })
  if (given.microphone === "insecure" || given.microphone === "unsupported")
    Reflect.deleteProperty(Navigator.prototype, "mediaDevices")
  if (!navigator.mediaDevices) return
  const device = (kind: MediaDeviceKind, deviceId: string, label = "") => {
    const facts = { kind, deviceId, label, groupId: deviceId }
    return { ...facts, toJSON: () => facts }
  }
  const inputs = given.names.map((label, index) => device("audioinput", index === 0 ? "headset" : "built-in", label))
  const outputs = [
    device("audiooutput", "headset-out", given.names[0]),
    device("audiooutput", "speakers", given.speaker),
  ]
  const known = !["asks", "denies", "dismisses", "system", "forbidden"].includes(given.microphone)
  navigator.mediaDevices.enumerateDevices = async () =>
    given.microphone === "missing" ? outputs : known ? [...inputs, ...outputs] : [device("audioinput", "")]
  const settings = MediaStreamTrack.prototype.getSettings
  MediaStreamTrack.prototype.getSettings = function () {
    return { ...settings.call(this), ...(this.kind === "audio" ? { deviceId: "headset" } : {}) }
  }
  if (given.microphone === "unmeasured") {
    // As every page is before the first press on it; a test that looks at a page counts as one.
    AudioContext.prototype.resume = async () => {}
    const Native = AudioContext
    window.AudioContext = class extends Native {
      constructor(options?: AudioContextOptions) {
        super(options)
        this.suspend()
      }
    }
  }
  if (known) {
    if (given.microphone !== "busy") return
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException("Could not start audio source", "NotReadableError")
    }
    return
  }
  if (given.microphone === "forbidden") return
  const answers: Record<string, { state: PermissionState; words?: string }> = {
    asks: { state: "prompt" },
    dismisses: { state: "prompt", words: "Permission dismissed" },
    system: { state: "granted", words: "Permission denied by system" },
    denies: { state: "denied", words: "Permission denied" },
  }
  const { state, words } = answers[given.microphone] ?? { state: "denied" }
  navigator.permissions.query = async () =>
    Object.assign(new EventTarget(), { name: "microphone", state, onchange: null })
  navigator.mediaDevices.getUserMedia = () =>
    new Promise((_, reject) => {
      if (words) reject(new DOMException(words, "NotAllowedError"))
    })
}
