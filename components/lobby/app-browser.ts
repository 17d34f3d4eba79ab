import type { MicrophoneTrouble } from "@/lib/audio/microphone"
import type { BrowserKind } from "./browser"

const elsewhere: MicrophoneTrouble[] = ["denied", "dismissed", "system", "unsupported"]

/** In the browser of another app no step of a browser helps: the app around it says no. */
export function isKeptByApp(browser: BrowserKind, why: MicrophoneTrouble): boolean {
  return browser === "inApp" && elsewhere.includes(why)
}
