import { AccessToken, TokenVerifier, TrackSource } from "livekit-server-sdk"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import type { Role } from "@/prisma/generated/enums"

/** Seconds in which a token must be used to connect; afterwards only rows decide (the gate). */
export const tokenLife = 60

type Grant = { canPublish: boolean; canPublishSources: TrackSource[]; canSubscribe: boolean; canPublishData: boolean }

/** The attribute that names the signed-in browser. */
export const markName = "seat"

/** What each role may do in a call. Muting or removing others goes through our server, never through a browser's token. */
export const grants: Record<Role, Grant> = {
  host: { canPublish: true, canPublishSources: [TrackSource.MICROPHONE], canSubscribe: true, canPublishData: false },
  speaker: { canPublish: true, canPublishSources: [TrackSource.MICROPHONE], canSubscribe: true, canPublishData: false },
}

/** A connection that only stands ready for a click: it hears nobody, nobody hears it, and no page shows it. */
const standing: Grant = { canPublish: false, canPublishSources: [], canSubscribe: false, canPublishData: false }

/** @param permission what LiveKit says that a connection may do; older versions may say nothing */
export const onlyStands = (permission: { canSubscribe: boolean } | undefined) => permission?.canSubscribe === false

type Holder = { id: string; callId: string; name: string; role: Role }

/**
 * A token for one participant in one call. Only lib/door calls this.
 * @param participant id becomes the LiveKit identity, callId the LiveKit room
 * @param mark of the signed-in browser that it is for, see lib/auth/living; null for a guest
 */
export function joinToken(participant: Holder, mark: string | null): Promise<string> {
  return tokenOf(participant, mark, grants[participant.role])
}

/** The same for a connection that is not in the call yet. Only lib/door calls this. */
export function standingToken(participant: Holder, mark: string | null): Promise<string> {
  return tokenOf(participant, mark, standing)
}

function tokenOf(participant: Holder, mark: string | null, grant: Grant): Promise<string> {
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = env()
  const token = new AccessToken(LIVEKIT_API_KEY, LIVEKIT_API_SECRET, {
    identity: participant.id,
    name: participant.name,
    ttl: tokenLife,
    // Others draw the host's mark from `role`. The SFU takes both from the token, keeps them when it renews the token, and
    // lets nobody change them.
    attributes: { role: participant.role, ...(mark && { [markName]: mark }) },
  })
  token.addGrant({ ...grant, roomJoin: true, room: participant.callId, canUpdateOwnMetadata: false })
  return token.toJwt()
}

/**
 * Reads a token that a browser shows at the gate. Also those that LiveKit itself refreshed: same key, same claims.
 * @throws AppError token_missing, token_invalid (broken, or signed by someone else), token_expired
 */
export async function readToken(
  token: string | null,
): Promise<{ participantId: string; callId: string; mark: string | null; stands: boolean }> {
  if (!token) throw new AppError("token_missing")
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = env()
  const claims = await new TokenVerifier(LIVEKIT_API_KEY, LIVEKIT_API_SECRET).verify(token).catch((error: unknown) => {
    const expired = error instanceof Error && "code" in error && error.code === "ERR_JWT_EXPIRED"
    throw new AppError(expired ? "token_expired" : "token_invalid")
  })
  if (!claims.sub || !claims.video?.room || !claims.video.roomJoin) throw new AppError("token_invalid")
  const { room: callId, canSubscribe = true } = claims.video
  const mark = claims.attributes?.[markName] ?? null
  return { participantId: claims.sub, callId, mark, stands: onlyStands({ canSubscribe }) }
}
