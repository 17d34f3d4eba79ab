import { WebhookReceiver } from "livekit-server-sdk"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { onlyStands } from "@/lib/livekit/token"

/** One connection of somebody. `name` as the token said it, "" where LiveKit does not say it. */
type Connected = { participantId: string; name: string; sid: string; joinedAt: Date }

/** What the app takes from LiveKit's webhooks. `at` is when it happened there. */
export type CallEvent =
  | ({ kind: "joined" | "left"; callId: string; at: Date } & Connected)
  | { kind: "finished"; callId: string; at: Date }

/**
 * Verifies signature and body hash on the raw text and reads the event; null for kinds the app has no use for.
 * @throws AppError token_invalid when it was not LiveKit with our key, or the body was altered
 */
export async function readCallEvent(body: string, authorization: string | null): Promise<CallEvent | null> {
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = env()
  if (!authorization) throw new AppError("token_missing")
  const event = await new WebhookReceiver(LIVEKIT_API_KEY, LIVEKIT_API_SECRET)
    .receive(body, authorization)
    .catch(() => {
      throw new AppError("token_invalid")
    })
  const callId = event.room?.name
  const at = new Date(Number(event.createdAt) * 1000)
  if (!callId) return null
  if (event.event === "room_finished") return { kind: "finished", callId, at }
  const { participant } = event
  // A connection that only stands ready never was in the call; when it gets there, the door writes that down.
  if (!participant || onlyStands(participant.permission)) return null
  const { identity: participantId, name, sid } = participant
  const who = { callId, participantId, name, sid, joinedAt: joinedAt(participant, at) }
  if (event.event === "participant_joined") return { kind: "joined", ...who, at }
  // participant_connection_aborted is left out: who never got in did not leave, and makes no call in the history.
  if (event.event === "participant_left") return { kind: "left", ...who, at }
  return null
}

/** The attribute of a connection that stood ready: since when it is in the call, in milliseconds of the epoch. */
export const seatedName = "seated"

type Joined = { joinedAt: bigint; joinedAtMs?: bigint; attributes?: Record<string, string> }

/** When a participant came into the call; older versions of LiveKit say it in whole seconds only. */
export function joinedAt(participant: Joined, otherwise: Date): Date {
  const seated = Number(participant.attributes?.[seatedName]) || 0
  const ms = seated || Number(participant.joinedAtMs ?? 0n) || Number(participant.joinedAt) * 1000
  return ms ? new Date(ms) : otherwise
}
