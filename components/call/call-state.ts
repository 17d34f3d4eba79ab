import type { DeviceNote } from "@/lib/audio/call-devices"
import type { Help } from "@/lib/audio/call-snapshot"
import type { Offer } from "@/lib/audio/device-news"
import type { Ending } from "@/lib/audio/ending"
import type { Hearing } from "@/lib/audio/hearing"
import type { MicrophoneTrouble } from "@/lib/audio/microphone"
import type { PathKind } from "@/lib/audio/paths"
import type { Person } from "@/lib/audio/roster"

export type { Hearing }

export type SeatState = Person

export type MicrophoneState =
  | { at: "on" }
  | { at: "off"; byHost?: true }
  /** Open, and muted by the system or by a key on the headset. */
  | { at: "bySystem" }
  | { at: "none"; why: MicrophoneTrouble | "listening" }

/** `label` "": the system's choice, or a device without a name. */
export type DeviceChoice = { id: string; label: string }

export type Devices = {
  microphones: DeviceChoice[]
  microphoneId: string
  /** null where the browser cannot choose an output (Firefox without the feature, Safari, phones). */
  speakers: DeviceChoice[] | null
  speakerId: string
}

/** One line under the call's header; at most one at a time, the worst first. */
export type Banner =
  | { kind: "connecting"; seconds: number }
  /** Signalling is gone, sound still flows: small. */
  | { kind: "signal" }
  /** Media is hit, the browser is building a new connection. */
  | { kind: "reconnecting"; seconds: number }
  /** The sound server is being restarted. */
  | { kind: "restarting"; seconds: number }
  | { kind: "offline"; seconds: number }
  /** No packets from anyone who should be heard, and what is done about it. */
  | { kind: "silent"; seconds: number; help: Help }
  | { kind: "back" }
  | { kind: "microphone"; why: MicrophoneTrouble | "lost" }
  | { kind: "bySystem" }
  /** A device went and another one took its place, or the chosen microphone does not start. */
  | DeviceNote
  /** Open, and nothing comes out of it; `other` picks up sound. */
  | { kind: "quiet"; other: DeviceChoice | null }

/** Something to do about one's own sound, said above the controls. */
export type Hint = { kind: "talking" } | { kind: "mutedByHost" } | { kind: "offer"; offer: Offer }

export type PathInUse = { kind: PathKind; roundTripMs: number | null }

/** Level of a person, 0..1, read by the rings at most ten times a second without rendering anything. */
export type Levels = { levelOf(id: string): number; subscribe(listener: () => void): () => void }

export type CallActions = {
  toggleMicrophone(): void
  /** On or off, for as long as a key is held. */
  talk(on: boolean): void
  chooseMicrophone(id: string): void
  chooseSpeaker(id: string): void
  /** Plays a sound through the speaker in use. Rejects where the browser plays none. */
  testSpeaker(): Promise<void>
  takeOffer(offer: Offer): void
  turnSoundOn(): void
  leave(): void
  /** null for everyone but the host. */
  endForAll: (() => Promise<void>) | null
  /** null for everyone but the host. */
  order: Order | null
}

/** What a host does about the others; each rejects when it did not work. */
export type Order = {
  /** Out of this call, and not back into it. */
  remove(id: string): Promise<void>
  /** null: everybody else. */
  mute(id: string | null): Promise<void>
  /** Whether nobody new comes in. */
  lock(on: boolean): Promise<void>
}

export type CallViewProps = {
  roomName: string
  /** Whom to tell of a fault of the server. */
  hostName: string
  /** Full link to the room, to copy. */
  link: string
  /** The link has "localhost" in it: it opens on this computer only, and the copy button says so. */
  linkIsLocal: boolean
  startedAt: number
  seats: SeatState[]
  levels: Levels
  microphone: MicrophoneState
  devices: Devices
  banner: Banner | null
  hint: Hint | null
  path: PathInUse | null
  /** The browser refuses to play sound until a click: shows the "Turn sound on" bar. */
  soundBlocked: boolean
  /** Nobody new comes in. */
  locked: boolean
  /** Keys M, Space and ? can be switched off; remembered on this device. */
  keysOn: boolean
  onKeysOn(on: boolean): void
  /** Two notes when people come and go. */
  chimeOn: boolean
  onChimeOn(on: boolean): void
  actions: CallActions
}

/** Why the call is over for this person; each has its own screen. */
export type CallOver = Ending
