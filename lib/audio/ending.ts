import { ConnectionError, ConnectionErrorReason, DisconnectReason } from "livekit-client"
import type { Refusal } from "@/lib/audio/door-client"

/** Why a call is over for this person; each has its own screen. */
export type Ending =
  | { at: "left" }
  | { at: "ended"; byHost: boolean }
  /** Out of this call, and not back into it; `by` is a name, where somebody did it. */
  | { at: "removed"; by: string | null }
  /** Nobody new comes in. */
  | { at: "locked" }
  /** The browser was signed out, or has lost the cookie by which it was known. */
  | { at: "seat-gone" }
  | { at: "duplicate" }
  /** Could not get in, or could not get back in: `cause` picks the words and the next step. */
  | { at: "failed"; cause: FailureCause; reference: string | null }

export type FailureCause = "no-path" | "no-relay" | "no-server" | "no-room" | "busy"

/**
 * What a disconnect means: an ending, or null when it was not meant and the door should be asked again. LiveKit gives no
 * reason at all for three causes (room gone, gate said no, gave up), and for who was removed not whether they may come back,
 * so only the door knows.
 */
export function endingOf(reason: DisconnectReason | undefined, meant: boolean): Ending | null {
  if (meant) return { at: "left" }
  switch (reason) {
    case DisconnectReason.DUPLICATE_IDENTITY:
      return { at: "duplicate" }
    case DisconnectReason.ROOM_DELETED:
    case DisconnectReason.ROOM_CLOSED:
      return { at: "ended", byHost: true }
    default:
      return null
  }
}

/** What the door's no means for someone who wants back in; null when asking again later makes sense. */
export function endingOfCode({ code, reference, by }: Pick<Refusal, "code" | "reference" | "by">): Ending | null {
  switch (code) {
    case "call_ended":
      return { at: "ended", byHost: false }
    case "removed":
      return { at: "removed", by }
    case "locked":
      return { at: "locked" }
    case "seat_gone":
      return { at: "seat-gone" }
    case "not_found":
      return { at: "failed", cause: "no-room", reference }
    default:
      return null
  }
}

/** What was seen of the network while connecting. */
export type Evidence = { relayOffered: boolean; relayCandidate: boolean; signalled: boolean }

export type JoinFailure = { at: "refused"; code: string } | { at: "busy" } | { at: "no-media"; cause: FailureCause }

/** What a failed connect means. The SDK's texts say nothing useful, its reasons and our gate's answer do. */
export function failureOf(error: unknown, evidence: Evidence): JoinFailure {
  if (error instanceof ConnectionError) {
    if (error.reason === ConnectionErrorReason.NotAllowed) return { at: "refused", code: gateCode(error) }
    const noAnswer = [
      ConnectionErrorReason.ServerUnreachable,
      ConnectionErrorReason.WebSocket,
      ConnectionErrorReason.ServiceNotFound,
    ]
    if (noAnswer.includes(error.reason) || !evidence.signalled) return { at: "busy" }
    return { at: "no-media", cause: evidence.relayOffered && evidence.relayCandidate ? "no-path" : "no-relay" }
  }
  return { at: "busy" }
}

/** The gate's {"code"} travels inside the SDK's message. LiveKit itself says 404 when it has no such room. */
function gateCode(error: ConnectionError): string {
  try {
    const body: unknown = JSON.parse(error.message.slice(error.message.indexOf("{")))
    if (typeof body === "object" && body !== null && "code" in body && typeof body.code === "string") return body.code
  } catch {
    // No JSON: not our gate's words.
  }
  return error.status === 404 ? "call_ended" : "token_invalid"
}
