import type { Device, Devices } from "@/lib/audio/devices"

/** A device that has been plugged in; both ids where a headset is both. */
export type Offer = { label: string; microphoneId: string | null; speakerId: string | null }

/** Chrome lists the system's choices as devices of their own, in the group of the real one. */
const isStandIn = ({ id }: Device) => id === "default" || id === "communications"

/**
 * The real device behind an id.
 * @param id device id; "" and "default" are the system's choice
 * @returns null where the browser does not tell (Firefox and Safari list no choice of the system)
 */
export function deviceBehind(devices: readonly Device[], id: string): Device | null {
  const listed = devices.find((device) => device.id === (id || "default"))
  if (!listed || !isStandIn(listed) || listed.group === "") return listed ?? null
  return devices.find((device) => !isStandIn(device) && device.group === listed.group) ?? listed
}

/** The device that was in use and is no longer listed. */
export function goneDevice(before: readonly Device[], now: readonly Device[], id: string): Device | null {
  const used = deviceBehind(before, id)
  return used && !now.some((device) => device.id === used.id) ? used : null
}

/**
 * What was plugged in between two lists and is not in use already.
 * @param used ids in use; null where no microphone is open
 */
export function offerOf(
  before: Devices,
  now: Devices,
  used: { microphoneId: string | null; speakerId: string },
): Offer | null {
  const microphone = arrived(before.microphones, now.microphones, used.microphoneId)
  const speaker = arrived(before.speakers, now.speakers, used.speakerId)
  const first = microphone ?? speaker
  if (!first) return null
  const isOne = !microphone || (speaker !== null && speaker.group === microphone.group)
  return { label: first.label, microphoneId: microphone?.id ?? null, speakerId: isOne ? (speaker?.id ?? null) : null }
}

function arrived(before: readonly Device[], now: readonly Device[], usedId: string | null): Device | null {
  const used = usedId === null ? null : deviceBehind(now, usedId)
  const isNew = (device: Device) => !isStandIn(device) && device.id !== used?.id && !before.some(sameAs(device))
  return now.find(isNew) ?? null
}

const sameAs = (device: Device) => (other: Device) => other.id === device.id

/** The choices of a menu, and which is ticked: where the browser lists no choice of the system, "" stands for it. */
export function speakerChoices(
  speakers: readonly Device[],
  speakerId: string,
): { listsSystem: boolean; chosen: string } {
  const listsSystem = speakers.some((device) => device.id === "default")
  const system = listsSystem ? "default" : ""
  return { listsSystem, chosen: speakers.some((device) => device.id === speakerId) ? speakerId : system }
}
