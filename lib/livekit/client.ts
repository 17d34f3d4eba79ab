import { RoomServiceClient, TwirpError } from "livekit-server-sdk"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"

/** Seconds to wait for the SFU's API: it runs next door, so silence means that it is down. */
const patience = 4

let client: RoomServiceClient | undefined

/** The SFU's room service. */
export function roomService(): RoomServiceClient {
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = env()
  client ??= new RoomServiceClient(LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET, { requestTimeout: patience })
  return client
}

/**
 * Runs one call to the SFU.
 * @throws AppError sfu_unavailable when it does not answer; TwirpError when it answers with a refusal
 */
export async function askSfu<Result>(ask: (service: RoomServiceClient) => Promise<Result>): Promise<Result> {
  try {
    return await ask(roomService())
  } catch (error) {
    if (error instanceof TwirpError && error.status < 500) throw error
    throw new AppError("sfu_unavailable")
  }
}

/** True when the SFU said that there is no such room or participant. */
export function isGone(error: unknown): boolean {
  return error instanceof TwirpError && error.code === "not_found"
}
