import { listDevices } from "@/lib/audio/devices"
import { type MicrophoneTrouble, type OpenedMicrophone, openMicrophone } from "@/lib/audio/microphone"

/** The device is the reason, so that another device may do. */
const maybeAnother = (why: MicrophoneTrouble) => why === "missing" || why === "busy"

/**
 * Opens a microphone in the place of one that is gone: the system's choice, else whatever else is there. The system may
 * still choose the one that went.
 * @param goneId device id, "" for the default
 */
export async function openAnotherMicrophone(goneId: string): Promise<OpenedMicrophone> {
  let opened = await openMicrophone("")
  if (opened.at === "open" || !maybeAnother(opened.why)) return opened
  const { microphones } = await listDevices()
  for (const { id } of microphones) {
    if (id === goneId || id === "default" || id === "communications") continue
    opened = await openMicrophone(id)
    if (opened.at === "open" || !maybeAnother(opened.why)) return opened
  }
  return opened
}
