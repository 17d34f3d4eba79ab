import type { CallSnapshot } from "@/lib/audio/call-snapshot"

/** What it takes to get back into a call as one was in it. */
export type KeptCall = {
  slug: string
  callId: string
  name: string
  /** The microphone comes back as it was, and off where that is not known. */
  muted: boolean
  /** Came to listen: no microphone is asked for. */
  listening: boolean
  microphoneId: string
  speakerId: string
}

const key = "earshot.call"

/** The call to go back into; null when it is over or was left. */
export function keptCallOf(slug: string, name: string, callId: string, snapshot: CallSnapshot): KeptCall | null {
  const { phase, microphone, microphoneId, speakerId } = snapshot
  const taken = phase.at === "over" && phase.ending.at === "duplicate"
  if ((phase.at === "over" && !taken) || callId === "") return null
  const listening = microphone.at === "none" && microphone.why === "listening"
  return { slug, callId, name, muted: microphone.at !== "on", listening, microphoneId, speakerId }
}

/** What a page kept; another version or a hand may have written it, so each part is looked at. */
export function parseKeptCall(text: string | null, slug: string): KeptCall | null {
  let kept: unknown
  try {
    kept = JSON.parse(text ?? "")
  } catch {
    return null
  }
  const fields = new Map<string, unknown>(typeof kept === "object" && kept !== null ? Object.entries(kept) : [])
  const word = (name: string) => {
    const value = fields.get(name)
    return typeof value === "string" ? value : ""
  }
  const callId = word("callId")
  const name = word("name")
  if (word("slug") !== slug || callId === "" || name === "") return null
  return {
    slug,
    callId,
    name,
    muted: fields.get("muted") !== false,
    listening: fields.get("listening") === true,
    microphoneId: word("microphoneId"),
    speakerId: word("speakerId"),
  }
}

let written: string | null = null

/** Keeps it for this tab until the call is left: a page that is loaded again goes back by itself. */
export function keepCall(call: KeptCall | null): void {
  const text = call && JSON.stringify(call)
  if (text === written) return
  written = text
  try {
    if (text) sessionStorage.setItem(key, text)
    else sessionStorage.removeItem(key)
  } catch {
    // A private window or a strict setting refuses: then the lobby asks again.
  }
}

/**
 * The call this page was in when it was loaded again, or thrown away by the browser to save memory. Not when it was
 * opened anew: a copied tab has a copy of what was kept, and would throw the first one out.
 */
export function callToReturnTo(slug: string): KeptCall | null {
  const [navigation] = performance.getEntriesByType("navigation")
  const again = navigation instanceof PerformanceNavigationTiming && navigation.type === "reload"
  const discarded = "wasDiscarded" in document && document.wasDiscarded === true
  if (!again && !discarded) return null
  try {
    return parseKeptCall(sessionStorage.getItem(key), slug)
  } catch {
    return null
  }
}
