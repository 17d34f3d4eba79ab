import type { Brought } from "@/lib/audio/call-microphone"
import { type OpenedMicrophone, openMicrophone } from "@/lib/audio/microphone"
import type { KeptCall } from "./kept-call"

// A granted page opens its microphone within this; past it, the browser asks, and the call does not wait for the answer.
const opensWithin = 2500

/** The microphone for a call one comes back into; `late` when the browser has not given it yet. */
export async function bringMicrophone({ listening, muted, microphoneId }: KeptCall): Promise<{
  brought: Brought
  late: Promise<OpenedMicrophone> | null
}> {
  const none = { muted, track: null, microphoneId }
  if (listening) return { brought: { ...none, without: "listening" }, late: null }
  const opening = openMicrophone(microphoneId)
  const opened = await Promise.race([opening, pause(opensWithin)])
  if (!opened) return { brought: { ...none, without: "dismissed" }, late: opening }
  if (opened.at === "trouble") return { brought: { ...none, without: opened.why }, late: null }
  return { brought: { muted, track: opened.track, microphoneId: opened.microphoneId, without: null }, late: null }
}

const pause = (ms: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), ms))
