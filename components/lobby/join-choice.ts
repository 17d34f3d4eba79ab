import type { MicrophoneTrouble } from "@/lib/audio/microphone"

/** What a person decided in the lobby; handed to the call when they press Join. */
export type JoinChoice = {
  name: string
  /** Enter with the microphone off. */
  muted: boolean
  /** The track the lobby already opened, published as it is; null when joining without a microphone. */
  track: MediaStreamTrack | null
  microphoneId: string
  speakerId: string
  /** Why there is no track; "listening" when the person chose so. */
  without: MicrophoneTrouble | "listening" | null
}
