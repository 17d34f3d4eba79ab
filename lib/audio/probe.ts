import { deviceBehind } from "@/lib/audio/device-news"
import type { Device } from "@/lib/audio/devices"
import { silenceLine, startMeter } from "@/lib/audio/meter"
import { microphonePermission } from "@/lib/audio/microphone"

/** Milliseconds one microphone is listened to. */
const listensFor = 1200
const intervalsWithSound = 4
/** Nothing processes a probe, so that the noise of a living microphone is there, well above the line. */
const soundLine = 3 * silenceLine

/**
 * Other microphones may be opened without harm: nobody is asked, and the one in use goes on. Phones and Safari open one
 * at a time; Firefox asks for each device unless it was allowed for good.
 */
export function mayProbe(userAgent: string, permission: PermissionState | "unknown"): boolean {
  return permission === "granted" && /Chrome\/|Firefox\//.test(userAgent) && !/Android|iPhone|iPad/.test(userAgent)
}

/** Microphones other than the one in use, each once. */
export function othersThan(microphones: readonly Device[], usedId: string): Device[] {
  const used = deviceBehind(microphones, usedId)
  const isOther = ({ id, group }: Device) =>
    id !== "default" && id !== "communications" && id !== used?.id && (group === "" || group !== used?.group)
  return microphones.filter(isOther)
}

/** Enough of what was heard is more than nothing. @param levels rms 0..1, ten a second */
export function hasSignal(levels: readonly number[]): boolean {
  return levels.filter((rms) => rms >= soundLine).length >= intervalsWithSound
}

/**
 * Opens the other microphones one after the other, for a second each, and gives the first that picks up sound; null
 * where none does or none may be opened. Each is closed at once.
 */
export async function findSignal(
  microphones: readonly Device[],
  usedId: string,
  signal: AbortSignal,
): Promise<Device | null> {
  const permission = await microphonePermission()
  if (!mayProbe(navigator.userAgent, permission?.state ?? "unknown")) return null
  for (const device of othersThan(microphones, usedId)) {
    if (signal.aborted) return null
    if (await picksUp(device, signal)) return device
  }
  return null
}

async function picksUp({ id }: Device, signal: AbortSignal): Promise<boolean> {
  const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { ...raw, deviceId: { exact: id } } })
  } catch {
    return false
  }
  const [track] = stream.getAudioTracks()
  if (!track) return false
  try {
    return await listenFor(track, signal)
  } catch {
    return false
  } finally {
    track.stop()
  }
}

function listenFor(track: MediaStreamTrack, signal: AbortSignal): Promise<boolean> {
  const levels: number[] = []
  const meter = startMeter(
    track,
    (rms) => levels.push(rms),
    () => {},
  )
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      meter.stop()
      resolve(hasSignal(levels))
    }
    const timer = setTimeout(end, listensFor)
    signal.addEventListener("abort", end, { once: true })
  })
}
