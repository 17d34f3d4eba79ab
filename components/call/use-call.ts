import { useMemo, useSyncExternalStore } from "react"
import type { Call } from "@/lib/audio/call"
import type { CallSnapshot } from "@/lib/audio/call-snapshot"
import { speakerChoices } from "@/lib/audio/device-news"
import { canChooseSpeaker } from "@/lib/audio/devices"
import type { Banner, Devices, Hint, Levels, MicrophoneState, PathInUse } from "./call-state"

/** The call as it is now; the component is drawn again whenever it changes, once a second at least. */
export function useCall(call: Call): CallSnapshot {
  return useSyncExternalStore(call.subscribe, call.snapshot, call.snapshot)
}

/** Connecting, in, or over: this alone, and the room that carries the call. */
export function usePhase(call: Call): { phase: CallSnapshot["phase"]; carrier: Call["room"] } {
  const phase = useSyncExternalStore(
    call.subscribe,
    () => call.snapshot().phase,
    () => call.snapshot().phase,
  )
  const carrier = useSyncExternalStore(
    call.subscribe,
    () => call.room,
    () => call.room,
  )
  return { phase, carrier }
}

const levelsEvery = 100

/** Levels for the rings: one clock for all of them, ten times a second, without drawing anything. */
export function useLevels(call: Call): Levels {
  return useMemo(() => {
    const listeners = new Set<() => void>()
    let timer: ReturnType<typeof setInterval> | undefined
    return {
      levelOf: call.levelOf,
      subscribe(listener) {
        listeners.add(listener)
        timer ??= setInterval(() => {
          for (const each of listeners) each()
        }, levelsEvery)
        return () => {
          listeners.delete(listener)
          if (listeners.size > 0) return
          clearInterval(timer)
          timer = undefined
        }
      },
    }
  }, [call])
}

/** Microphones and speakers to choose from; the same object for as long as they are the same. */
export function useDevices({ devices, microphoneId, speakerId }: CallSnapshot): Devices {
  return useMemo(() => {
    const { microphones, speakers } = devices
    const { listsSystem, chosen } = speakerChoices(speakers, speakerId)
    const choices = listsSystem || speakers.length === 0 ? speakers : [{ id: "", label: "" }, ...speakers]
    return { microphones, microphoneId, speakers: canChooseSpeaker() ? choices : null, speakerId: chosen }
  }, [devices, microphoneId, speakerId])
}

/** How sound travels, as it is shown: each look at the packets tells more than that. */
export function usePath({ path }: CallSnapshot): PathInUse | null {
  const [kind, roundTripMs] = path ? [path.kind, path.roundTripMs] : [null, null]
  return useMemo(() => kind && { kind, roundTripMs }, [kind, roundTripMs])
}

/** The one line to show above the people. */
export function bannerOf(snapshot: CallSnapshot, now: number): Banner | null {
  const { trouble, help, microphone, own, note } = snapshot
  const seconds = trouble ? Math.max(0, Math.floor((now - trouble.since) / 1000)) : 0
  switch (trouble?.kind) {
    case "offline":
    case "restarting":
    case "reconnecting":
      return { kind: trouble.kind, seconds }
    case "silent":
      return { kind: "silent", seconds, help }
  }
  if (microphone.at === "none" && microphone.why !== "listening") return { kind: "microphone", why: microphone.why }
  if (own.at === "bySystem") return { kind: "bySystem" }
  if (note) return note
  if (own.at === "silent") return { kind: "quiet", other: own.other }
  return trouble ? { kind: trouble.kind } : null
}

/** The one thing to do about one's own sound; the same object for as long as it is the same. */
export function useHint({ own, offer }: CallSnapshot): Hint | null {
  const talks = own.at === "talking"
  return useMemo(() => (talks ? { kind: "talking" } : offer && { kind: "offer", offer }), [talks, offer])
}

export function useMicrophoneState({ microphone, own }: CallSnapshot): MicrophoneState {
  return useMemo(() => microphoneState({ microphone, own }), [microphone, own])
}

/** What can be done about a microphone that is gone is what can be done where there is none. */
export function microphoneState({ microphone, own }: Pick<CallSnapshot, "microphone" | "own">): MicrophoneState {
  if (microphone.at === "on" && own.at === "bySystem") return { at: "bySystem" }
  if (microphone.at !== "none") return microphone
  return { at: "none", why: microphone.why === "lost" ? "missing" : microphone.why }
}
