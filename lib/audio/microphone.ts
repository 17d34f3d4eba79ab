/** Why there is no microphone. */
export type MicrophoneTrouble =
  | "denied"
  | "dismissed"
  | "system"
  | "forbidden"
  | "missing"
  | "busy"
  | "insecure"
  | "unsupported"

export type OpenedMicrophone =
  | { at: "open"; track: MediaStreamTrack; microphoneId: string }
  | { at: "trouble"; why: MicrophoneTrouble }

/** What is known around a refusal; the browsers' errors alone do not tell a person's No from the system's. */
export type Surroundings = { permission: PermissionState | "unknown"; allowedHere: boolean }

/**
 * Turns an error of getUserMedia into the trouble a person can do something about.
 * @param error what was thrown; anything may be
 */
export function troubleOf(error: unknown, around: Surroundings): MicrophoneTrouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ""
  const message = error instanceof Error || error instanceof DOMException ? error.message : ""
  switch (name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
    case "SecurityError":
      if (!around.allowedHere) return "forbidden"
      if (/dismissed/i.test(message)) return "dismissed"
      // Chrome says it; others show it by a granted page that gets nothing.
      if (/by system/i.test(message) || around.permission === "granted") return "system"
      return "denied"
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      return "missing"
    case "TypeError":
    case "NotSupportedError":
      return "unsupported"
    default:
      // NotReadableError, AbortError and what browsers invent: the device is there and does not start.
      return "busy"
  }
}

/** The trouble that needs no question: this page can have no microphone at all. Null when it may ask. */
export function troubleBeforehand(): MicrophoneTrouble | null {
  if (!window.isSecureContext) return "insecure"
  // Browsers inside apps leave it out, whatever the types say.
  return "mediaDevices" in navigator && "getUserMedia" in navigator.mediaDevices ? null : "unsupported"
}

/** What the browser remembers about this page; "unknown" where it does not tell (older Safari). */
export async function microphonePermission(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: "microphone" })
  } catch {
    return null
  }
}

/**
 * Opens a microphone with the browser's processing on. A device that is gone or does not start gives way to the
 * default one; `microphoneId` in the answer says which was opened.
 * @param wantedId device id, "" for the default
 */
export async function openMicrophone(wantedId: string): Promise<OpenedMicrophone> {
  const beforehand = troubleBeforehand()
  if (beforehand) return { at: "trouble", why: beforehand }
  if (wantedId) {
    try {
      return opened(await ask({ exact: wantedId }), wantedId)
    } catch (error) {
      // A refusal holds for every device; asking twice would show the browser's question twice.
      const why = troubleOf(error, await surroundings())
      if (why !== "missing" && why !== "busy") return { at: "trouble", why }
    }
  }
  try {
    return opened(await ask(undefined), "")
  } catch (error) {
    return { at: "trouble", why: troubleOf(error, await surroundings()) }
  }
}

function ask(deviceId: ConstrainDOMString | undefined): Promise<MediaStream> {
  const processing = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
  return navigator.mediaDevices.getUserMedia({ audio: deviceId ? { ...processing, deviceId } : processing })
}

function opened(stream: MediaStream, wantedId: string): OpenedMicrophone {
  const [track] = stream.getAudioTracks()
  if (!track) return { at: "trouble", why: "missing" }
  return { at: "open", track, microphoneId: track.getSettings().deviceId ?? wantedId }
}

async function surroundings(): Promise<Surroundings> {
  const permission = await microphonePermission()
  return { permission: permission?.state ?? "unknown", allowedHere: allowedHere() }
}

type WithPolicy = Document & { featurePolicy: { allowsFeature(name: string): boolean } }

function hasPolicy(page: Document): page is WithPolicy {
  return "featurePolicy" in page
}

/** False when a Permissions-Policy keeps the microphone from this page: a proxy in front of the app may add one. */
function allowedHere(): boolean {
  return hasPolicy(document) ? document.featurePolicy.allowsFeature("microphone") : true
}
