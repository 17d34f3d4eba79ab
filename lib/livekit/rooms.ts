import { type ParticipantInfo, ParticipantInfo_State } from "livekit-server-sdk"
import { askSfu, isGone } from "@/lib/livekit/client"
import { grants, markName, onlyStands } from "@/lib/livekit/token"
import { joinedAt, seatedName } from "@/lib/livekit/webhook"
import type { Role } from "@/prisma/generated/enums"

/** Seconds a LiveKit room waits for its first participant, and for the last one to come back. */
const emptyTimeout = 300
const departureTimeout = 60

/** What everybody in a call is told about it, as the room's metadata. */
const factsOf = (locked: boolean) => JSON.stringify({ locked })

/**
 * Makes sure that the SFU has the call's room: rooms are never created by a token (`room.auto_create: false`), and a
 * restarted SFU has forgotten them. Harmless for a room that lives.
 * @throws AppError sfu_unavailable
 */
export async function ensureSfuRoom(callId: string, locked: boolean): Promise<void> {
  const metadata = factsOf(locked)
  await askSfu((service) => service.createRoom({ name: callId, emptyTimeout, departureTimeout, metadata }))
}

/** Tells everybody in the call whether it is locked. Harmless when its room is gone: a new one is told when it is made. */
export async function tellLock(callId: string, locked: boolean): Promise<void> {
  try {
    await askSfu((service) => service.updateRoomMetadata(callId, factsOf(locked)))
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** Closes the call's room: everyone in it is disconnected within about 100 ms. Harmless when it is gone already. */
export async function closeSfuRoom(callId: string): Promise<void> {
  try {
    await askSfu((service) => service.deleteRoom(callId))
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/** Disconnects one participant. Not a ban: revoke the row first, or they come back. Harmless when they are gone. */
export async function removeFromSfuRoom(callId: string, participantId: string): Promise<void> {
  try {
    await askSfu((service) => service.removeParticipant(callId, participantId))
  } catch (error) {
    if (!isGone(error)) throw error
  }
}

/**
 * Mutes microphones in a call, for everybody at once; whoever they belong to can unmute them. Harmless where none is open.
 * @param mutes whose: by LiveKit identity
 */
export async function muteInSfuRoom(callId: string, mutes: (participantId: string) => boolean): Promise<void> {
  const people = await askSfu((service) => service.listParticipants(callId)).catch(orNobody)
  const open = people.flatMap(({ identity, tracks }) =>
    mutes(identity) ? tracks.filter(({ muted }) => !muted).map(({ sid }) => ({ identity, sid })) : [],
  )
  await Promise.all(
    open.map(({ identity, sid }) =>
      askSfu((service) => service.mutePublishedTrack(callId, identity, sid, true)).catch((error: unknown) => {
        // Gone meanwhile, and their track with them.
        if (!isGone(error)) throw error
      }),
    ),
  )
}

function orNobody(error: unknown): never[] {
  if (isGone(error)) return []
  throw error
}

/** How many people are in each of these calls right now; calls without a room are missing. */
export async function countInCalls(callIds: string[]): Promise<Map<string, number>> {
  if (callIds.length === 0) return new Map()
  const rooms = await askSfu((service) => service.listRooms(callIds))
  // The SFU's own number counts connections that only stand ready.
  const count = async ({ name, numParticipants }: (typeof rooms)[number]) =>
    numParticipants === 0 ? 0 : (await peopleIn(name)).filter(({ isIn }) => isIn).length
  return new Map(await Promise.all(rooms.map(async (room) => [room.name, await count(room)] as const)))
}

/** All rooms that the SFU has: how many connections are in each, and whether they are told that it is locked. */
export async function sfuRooms(): Promise<Map<string, { connections: number; locked: boolean }>> {
  const rooms = await askSfu((service) => service.listRooms())
  return new Map(
    rooms.map((room) => [room.name, { connections: room.numParticipants, locked: room.metadata === factsOf(true) }]),
  )
}

/** `mark` is the one of the token with which they came. */
export type Person = {
  participantId: string
  name: string
  sid: string
  joinedAt: Date
  isIn: boolean
  /** A connection that only stands ready. */
  stands: boolean
  mark: string | null
}

/**
 * Whom the SFU knows in a call at this moment; nobody when its room is gone. Not all are in: some are on their way, some
 * only stand ready.
 */
export async function peopleIn(callId: string): Promise<Person[]> {
  const people = await askSfu((service) => service.listParticipants(callId)).catch(orNobody)
  return people.map(personOf)
}

/** Is this person in the call, or on the way, with more than a connection that stands ready? */
export async function isInSfuRoom(callId: string, participantId: string): Promise<boolean> {
  const one = await participantOf(callId, participantId)
  return one !== null && !onlyStands(one.permission)
}

/**
 * Lets a connection that stands ready into the call: from here on it hears, and is shown. Who may is decided before.
 * @param sid of the very connection: the same person may have another one, in another tab
 * @returns null when it does not stand there (any more)
 */
export async function seatInSfuRoom(
  callId: string,
  participantId: string,
  { sid, role }: { sid: string; role: Role },
): Promise<Person | null> {
  const one = await participantOf(callId, participantId)
  if (one?.sid !== sid || !onlyStands(one.permission)) return null
  const change = { permission: grants[role], attributes: { [seatedName]: String(Date.now()) } }
  try {
    const seated = await askSfu((service) => service.updateParticipant(callId, participantId, change))
    return seated.sid === sid ? personOf(seated) : null
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

async function participantOf(callId: string, participantId: string): Promise<ParticipantInfo | null> {
  try {
    return await askSfu((service) => service.getParticipant(callId, participantId))
  } catch (error) {
    if (isGone(error)) return null
    throw error
  }
}

function personOf(one: ParticipantInfo): Person {
  return {
    participantId: one.identity,
    name: one.name,
    sid: one.sid,
    joinedAt: joinedAt(one, new Date()),
    isIn: one.state === ParticipantInfo_State.ACTIVE && !onlyStands(one.permission),
    stands: onlyStands(one.permission),
    mark: one.attributes[markName] ?? null,
  }
}

/** True when the SFU answers. */
export async function sfuAnswers(): Promise<boolean> {
  try {
    await askSfu((service) => service.listRooms(["-"]))
    return true
  } catch {
    return false
  }
}
