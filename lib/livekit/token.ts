import { AccessToken, TokenVerifier, TrackSource, type VideoGrant } from "livekit-server-sdk"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import type { Role } from "@/prisma/generated/enums"

/** Seconds in which a token must be used to connect; afterwards only rows decide (the gate). */
export const tokenLife = 60

/** The attribute that names the signed-in browser. */
export const markName = "seat"

/** What each role may do in a call. Muting or removing others goes through our server, never through a browser's token. */
const grants: Record<Role, VideoGrant> = {
  host: { canPublish: true, canPublishSources: [TrackSource.MICROPHONE], canSubscribe: true, canPublishData: false },
  speaker: { canPublish: true, canPublishSources: [TrackSource.MICROPHONE], canSubscribe: true, canPublishData: false },
}

/**
 * A token for one participant in one call. Only lib/door calls this.
 * @param participant id becomes the LiveKit identity, callId the LiveKit room
 * @param mark of the signed-in browser that it is for, see lib/auth/living; null for a guest
 */
export function joinToken(
  participant: { id: string; callId: string; name: string; role: Role },
  mark: string | null,
): Promise<string> {
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = env()
  const token = new AccessToken(LIVEKIT_API_KEY, LIVEKIT_API_SECRET, {
    identity: participant.id,
    name: participant.name,
    ttl: tokenLife,
    // Others draw the host's mark from `role`. The SFU takes both from the token, keeps them when it renews the token, and
    // lets nobody change them.
    attributes: { role: participant.role, ...(mark && { [markName]: mark }) },
  })
  token.addGrant({ ...grants[participant.role], roomJoin: true, room: participant.callId, canUpdateOwnMetadata: false })
  return token.toJwt()
}

/**
 * Reads a token that a browser shows at the gate. Also those that LiveKit itself refreshed: same key, same claims.
 * @throws AppError token_missing, token_invalid (broken, or signed by someone else), token_expired
 */
export async function readToken(
  token: string | null,
): Promise<{ participantId: string; callId: string; mark: string | null }> {
  if (!token) throw new AppError("token_missing")
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = env()
  const claims = await new TokenVerifier(LIVEKIT_API_KEY, LIVEKIT_API_SECRET).verify(token).catch((error: unknown) => {
    const expired = error instanceof Error && "code" in error && error.code === "ERR_JWT_EXPIRED"
    throw new AppError(expired ? "token_expired" : "token_invalid")
  })
  if (!claims.sub || !claims.video?.room || !claims.video.roomJoin) throw new AppError("token_invalid")
  return { participantId: claims.sub, callId: claims.video.room, mark: claims.attributes?.[markName] ?? null }
}
