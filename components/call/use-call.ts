import { useMemo, useSyncExternalStore } from "react"
import type { Call } from "@/lib/audio/call"
import { type CallSnapshot, firstSnapshot } from "@/lib/audio/call-snapshot"
import { speakerChoices } from "@/lib/audio/device-news"
import { canChooseSpeaker } from "@/lib/audio/devices"
import type { Person } from "@/lib/audio/roster"
import type { Banner, Devices, Hint, Levels, MicrophoneState, PathInUse } from "./call-state"

const seat: Person = {
  ...{ id: "", name: "", isSelf: true, isHost: false, muted: false },
  ...{ speaking: false, hearing: "waiting", away: false },
}
const arriving = { slug: "", name: "", muted: false, track: null, microphoneId: "", without: null, speakerId: "" }
/** What the call's screen is drawn with where nobody sees it: most who join find somebody there. */
const ahead: CallSnapshot = {
  ...firstSnapshot(arriving, { at: "on" }, 0),
  people: [seat, { ...seat, id: "other", isSelf: false }],
}

/** What a call tells now, and again when it changes. */
function useTold<Told>(call: Call | null, read: (call: Call) => Told, before: Told): Told {
  const now = () => (call ? read(call) : before)
  return useSyncExternalStore(call?.subscribe ?? never, now, now)
}

const never = () => () => {}

/** The call as it is now; the component is drawn again whenever it changes. */
export function useCall(call: Call | null): CallSnapshot {
  return useTold(call, (running) => running.snapshot(), ahead)
}

/** Connecting, in, or over: this alone, and the room that carries the call. */
export function usePhase(call: Call | null): { phase: CallSnapshot["phase"] | null; carrier: Call["room"] | null } {
  const phase = useTold<CallSnapshot["phase"] | null>(call, (running) => running.snapshot().phase, null)
  const carrier = useTold<Call["room"] | null>(call, (running) => running.room, null)
  return { phase, carrier }
}

const levelsEvery = 100

/** Levels for the rings: one clock for all of them, ten times a second, without drawing anything. */
export function useLevels(call: Call | null): Levels {
  return useMemo(() => {
    const listeners = new Set<() => void>()
    let timer: ReturnType<typeof setInterval> | undefined
    return {
      levelOf: (id) => call?.levelOf(id) ?? 0,
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
export function useHint({ own, offer, microphone }: CallSnapshot): Hint | null {
  const talks = own.at === "talking"
  const mutedByHost = microphone.at === "off" && microphone.byHost === true
  return useMemo(() => {
    if (mutedByHost) return { kind: "mutedByHost" }
    if (talks) return { kind: "talking" }
    return offer && { kind: "offer", offer }
  }, [talks, mutedByHost, offer])
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
