import type { MicrophoneState } from "@/components/call/call-state"
import { isKeptByApp } from "@/components/lobby/app-browser"
import type { BrowserKind } from "@/components/lobby/browser"

export type Why = Extract<MicrophoneState, { at: "none" }>["why"]

/**
 * What to say of a missing microphone. `steps`: of the browser, of the system, or of the app around this page; `hint`: a
 * key under `help.hints`; `end`: the one thing to press, "nothing" where no press on this page can help.
 */
export type MicrophoneHelp = {
  steps: "browser" | "system" | "app" | null
  hint: "forbidden" | "insecure" | "unsupported" | null
  end: "turnOn" | "copy" | "nothing"
}

export function helpFor(why: Why, browser: BrowserKind): MicrophoneHelp {
  if (why !== "listening" && isKeptByApp(browser, why)) return { steps: "app", hint: null, end: "copy" }
  switch (why) {
    case "denied":
      return { steps: "browser", hint: null, end: "turnOn" }
    case "system":
      return { steps: "system", hint: null, end: "turnOn" }
    case "unsupported":
      return { steps: null, hint: why, end: "copy" }
    case "forbidden":
    case "insecure":
      return { steps: null, hint: why, end: "nothing" }
    default:
      return { steps: null, hint: null, end: "turnOn" }
  }
}
