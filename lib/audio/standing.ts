import type { Room } from "livekit-client"
import { connect, newRoom } from "@/lib/audio/call-room"

/**
 * A connection that stands before the click that joins: the server lets it neither speak nor hear, and nobody sees it. The
 * click then costs what the door says and the sound, and no connecting.
 */
export type Standing = {
  room: Room
  /** As LiveKit names the connection; known once it is up. */
  sid(): string
  up: Promise<boolean>
  /** To be called inside the click: browsers play sound only then. Never awaited, Firefox may not answer. */
  allowSound(): void
  drop(): void
}

/** @param token that only stands, from the door */
export function stand(token: string): Standing {
  const room = newRoom()
  return {
    room,
    sid: () => room.localParticipant.sid,
    up: connect(room, token).then((failure) => failure === null),
    allowSound: () => void room.startAudio().catch(() => {}),
    drop: () => void room.disconnect(),
  }
}
