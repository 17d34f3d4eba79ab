/** `group` is the same for the microphone and the speaker of one headset; "" where the browser does not say. */
export type Device = { id: string; label: string; group: string }
export type Devices = { microphones: Device[]; speakers: Device[] }

export const noDevices: Devices = { microphones: [], speakers: [] }

type Listed = Pick<MediaDeviceInfo, "kind" | "deviceId" | "label" | "groupId">

/**
 * Sorts what the browser lists into what a person can choose from. Before the permission ids and labels are empty:
 * such rows are no choice.
 */
export function sortDevices(list: readonly Listed[]): Devices {
  const of = (kind: MediaDeviceKind) =>
    list
      .filter((device) => device.kind === kind && device.deviceId !== "" && device.label !== "")
      .map(({ deviceId, label, groupId }) => ({ id: deviceId, label, group: groupId }))
  return { microphones: of("audioinput"), speakers: of("audiooutput") }
}

/** The wanted device while it is there, else "" for the default. */
export function presentDevice(devices: readonly Device[], wantedId: string): string {
  return devices.some((device) => device.id === wantedId) ? wantedId : ""
}

/** Devices to choose from at this moment; empty where the browser does not tell. */
export async function listDevices(): Promise<Devices> {
  try {
    return sortDevices(await navigator.mediaDevices.enumerateDevices())
  } catch {
    return noDevices
  }
}

/** Safari and phones play through what the system chose; there is nothing to offer. */
export function canChooseSpeaker(): boolean {
  return "setSinkId" in HTMLMediaElement.prototype
}
