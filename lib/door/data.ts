import "server-only"
import { type Actor, actorKey } from "@/lib/auth/actor"
import { asLivingUser, seatMark, seatRule } from "@/lib/auth/living"
import { callOf, openCall, record } from "@/lib/calls/data"
import { askToLetGo } from "@/lib/calls/data/let-go"
import { db } from "@/lib/db"
import { type Entry, entryFor, isLockedOut } from "@/lib/door/rules"
import type { EntryInput, Gone } from "@/lib/door/schema"
import { AppError } from "@/lib/errors"
import { isUuid, showSlug } from "@/lib/ids"
import { closeSfuRoom, ensureSfuRoom, isInSfuRoom, seatInSfuRoom } from "@/lib/livekit/rooms"
import { joinToken, readToken, standingToken } from "@/lib/livekit/token"
import { spend } from "@/lib/rate-limit"
import { roomBySlug } from "@/lib/rooms/data"
import { canManage, roleIn } from "@/lib/rooms/rules"
import type { Prisma } from "@/prisma/generated/client"
import type { Role } from "@/prisma/generated/enums"

/** What the door shows to whoever has the link. */
export async function doorView(actor: Actor | null, slug: string) {
  const room = await roomBySlug(slug)
  return {
    slug: showSlug(room.slug),
    name: room.name,
    hostName: room.owner.name,
    isHost: actor !== null && canManage(room, actor),
  }
}

/**
 * Let in: a token for the call (signalling is on the page's own origin, so no address goes with it).
 * `standing`: a token for a connection that stands ready; missing where this person is in the call already, because the
 * SFU would close that connection. `seated`: the connection that stood ready is in the call now.
 */
export type Entered = {
  at: "in"
  token: string
  callId: string
  participantId: string
  standing?: string
  seated?: boolean
}

/** `by`: the name of who removed them, where somebody did. */
export type Refused = Exclude<Entry, { at: "in" }> & { by?: string }

/**
 * From a link to a token: the only mint of tokens for people. Order of checks as in docs/architecture.md section 5.
 * @param address client address, for the limits
 * @returns in, or a refusal that may be told to whoever holds the link
 * @throws AppError too_many_tries, not_found, sfu_unavailable; signed_out when the account is shut or erased meanwhile
 */
export async function enterRoom(
  actor: Actor,
  slug: string,
  input: EntryInput,
  address: string,
): Promise<Entered | Refused> {
  await spend("enter", address)
  await spend("enter-actor", actorKey(actor))
  const room = await roomBySlug(slug)
  const wanted = input.rejoin ? await callOf(room.id, input.rejoin) : undefined
  const rejoin = wanted === undefined ? null : wanted === null ? "unknown" : wanted.endedAt ? "ended" : "open"
  const call = wanted ?? (await openCall(room.id))
  const seat = { callId: call.id, actorKey: actorKey(actor) }
  const before = await db().participant.findUnique({
    where: { callId_actorKey: seat },
    select: { revokedAt: true, letInAt: true, joinedAt: true, removedBy: { select: { name: true } } },
  })
  const role = roleIn(room, actor)
  const unknown = input.rejoin !== undefined && actor.kind === "guest" && !before
  const { letInAt = null, joinedAt = null } = before ?? {}
  const lockedOut = isLockedOut(call, { role, letInAt, joinedAt }, new Date())
  const entry = entryFor({ rejoin, revoked: Boolean(before?.revokedAt), unknown, lockedOut })
  if (entry.at !== "in") return { ...entry, by: before?.removedBy?.name }
  const sit = (tx: Prisma.TransactionClient) =>
    tx.participant.upsert({
      where: { callId_actorKey: seat },
      create: { ...seat, name: input.name, role },
      // The name is written down when somebody comes with it: this may only be the lobby's question ahead of the click.
      update: { role },
      select: { id: true, callId: true, role: true },
    })
  const participant = actor.kind === "user" ? await asLivingUser(actor, sit) : await sit(db())
  await ensureSfuRoom(call.id, call.lockedAt !== null)
  const mark = actor.kind === "user" && actor.sessionId ? seatMark(participant.id, actor.sessionId) : null
  const holder = { ...participant, name: input.name }
  return {
    at: "in",
    token: await joinToken(holder, mark),
    callId: call.id,
    participantId: participant.id,
    ...(input.ahead &&
      !(await isInSfuRoom(call.id, participant.id)) && { standing: await standingToken(holder, mark) }),
    ...(input.standing && { seated: await takeSeat(participant, input.standing) }),
  }
}

/**
 * From a connection that stands ready into the call, without building another one.
 * @returns false when it does not stand there; then the token is the way in
 */
async function takeSeat(
  { id, callId, role }: { id: string; callId: string; role: Role },
  sid: string,
): Promise<boolean> {
  await letIn(id, callId)
  const person = await seatInSfuRoom(callId, id, { sid, role })
  if (!person) return false
  await record({ kind: "joined", callId, ...person, at: person.joinedAt })
  return true
}

/**
 * A page of theirs goes, which the sound server may not have been told: what a browser sends while a page is closed can be
 * lost. Left to the queue for as long as the others keep the seat of a page that may be loaded again.
 * @param address client address, for the limit
 * @throws AppError too_many_tries
 */
export async function sayGone(actor: Actor, { callId, sid }: Gone, address: string): Promise<void> {
  await spend("gone", address)
  const seat = { callId_actorKey: { callId, actorKey: actorKey(actor) } }
  const own = await db().participant.findUnique({ where: seat, select: { id: true } })
  if (own) await askToLetGo({ callId, participantId: own.id, sid })
}

/**
 * The gate: may this token open a connection to the SFU now? Asked by the edge before every request to /rtc. Rows
 * decide, because LiveKit hands connected clients tokens that outlive every removal. Creates the SFU's room again when it
 * is gone, so that a restarted SFU heals by itself.
 * @throws AppError a decided no: token_missing, token_invalid, token_expired, removed, call_ended, seat_gone when the
 * browser that the token was made for is signed in no more, locked for whoever is not in yet; sfu_unavailable
 */
export async function passGate(token: string | null): Promise<void> {
  const { participantId, callId, mark, stands } = await readToken(token)
  const { actorKey, letInAt, call } = await mustBeOpen(participantId, callId)
  if (actorKey.startsWith("u:") && !(await seatRule(actorKey.slice(2), participantId))(mark))
    throw new AppError("seat_gone")
  await ensureSfuRoom(callId, call.lockedAt !== null)
  // "End for all" may have come between: then the room just made would be a call after its end.
  await mustBeOpen(participantId, callId).catch(async (error: unknown) => {
    // Only then: a database that went away meanwhile, or one person's removal, must not throw everyone out.
    if (error instanceof AppError && error.code === "call_ended") await closeSfuRoom(callId)
    throw error
  })
  if (!letInAt && !stands) await letIn(participantId, callId)
}

/** Writes down that they were let through, unless the call was locked at this very moment. */
async function letIn(participantId: string, callId: string): Promise<void> {
  const { count } = await db().participant.updateMany({
    where: { id: participantId, revokedAt: null, OR: [{ role: "host" }, { call: { lockedAt: null } }] },
    data: { letInAt: new Date() },
  })
  if (count === 0) await mustBeOpen(participantId, callId)
}

async function mustBeOpen(participantId: string, callId: string) {
  if (!isUuid(participantId) || !isUuid(callId)) throw new AppError("token_invalid")
  const participant = await db().participant.findFirst({
    where: { id: participantId, callId },
    select: {
      actorKey: true,
      role: true,
      letInAt: true,
      joinedAt: true,
      revokedAt: true,
      call: { select: { endedAt: true, lockedAt: true, room: { select: { deletedAt: true } } } },
    },
  })
  if (!participant) throw new AppError("token_invalid")
  if (participant.revokedAt) throw new AppError("removed")
  if (participant.call.endedAt || participant.call.room.deletedAt) throw new AppError("call_ended")
  if (isLockedOut(participant.call, participant, new Date())) throw new AppError("locked")
  return participant
}
