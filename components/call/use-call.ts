import { useEffect, useMemo, useState, useSyncExternalStore } from "react"
import type { Call } from "@/lib/audio/call"
import type { CallSnapshot } from "@/lib/audio/call-snapshot"
import { canChooseSpeaker, type Devices as Listed, listDevices, noDevices } from "@/lib/audio/devices"
import type { Banner, Devices, Levels, MicrophoneState } from "./call-state"

/** The call as it is now; the component is drawn again whenever it changes, once a second at least. */
export function useCall(call: Call): CallSnapshot {
  return useSyncExternalStore(call.subscribe, call.snapshot, call.snapshot)
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

/** Microphones and speakers to choose from, kept right while devices come and go. */
export function useDevices(snapshot: CallSnapshot): Devices {
  const [listed, setListed] = useState<Listed>(noDevices)
  const { at } = snapshot.microphone
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels come with the permission, so the list is read again when the microphone changes
  useEffect(() => {
    let current = true
    const read = () => listDevices().then((devices) => current && setListed(devices))
    read()
    navigator.mediaDevices?.addEventListener("devicechange", read)
    return () => {
      current = false
      navigator.mediaDevices?.removeEventListener("devicechange", read)
    }
  }, [at])
  return {
    microphones: listed.microphones,
    microphoneId: snapshot.microphoneId,
    speakers: canChooseSpeaker() ? listed.speakers : null,
    speakerId: snapshot.speakerId,
  }
}

/** The one line to show above the people. */
export function bannerOf({ trouble, help, microphone }: CallSnapshot, now: number): Banner | null {
  const seconds = trouble ? Math.max(0, Math.floor((now - trouble.since) / 1000)) : 0
  switch (trouble?.kind) {
    case "offline":
    case "restarting":
    case "reconnecting":
      return { kind: trouble.kind, seconds }
    case "silent":
      return { kind: "silent", seconds, help }
  }
  if (microphone.at === "none" && microphone.why !== "listening") {
    return { kind: "microphone", why: microphone.why === "lost" ? "lost" : withoutMicrophone(microphone) }
  }
  return trouble ? { kind: trouble.kind } : null
}

type Without = Extract<CallSnapshot["microphone"], { at: "none" }>

/** Many causes, three things a person can do: allow it, plug one in, free it. */
function withoutMicrophone({ why }: Without): "denied" | "missing" | "busy" {
  switch (why) {
    case "busy":
      return "busy"
    case "missing":
    case "insecure":
    case "unsupported":
    case "lost":
      return "missing"
    default:
      return "denied"
  }
}

export function microphoneState(microphone: CallSnapshot["microphone"]): MicrophoneState {
  if (microphone.at !== "none") return microphone
  return { at: "none", why: microphone.why === "listening" ? "listening" : withoutMicrophone(microphone) }
}
