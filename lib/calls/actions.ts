"use server"

import { z } from "zod"
import { refusalOf } from "@/lib/action"
import type { Actor } from "@/lib/auth/actor"
import { currentActor } from "@/lib/auth/guest"
import { endCall } from "@/lib/calls/data"
import { lockCall, mutePeople, removePerson } from "@/lib/calls/data/order"
import { AppError } from "@/lib/errors"

/** "End for all": only the room's host may. */
export async function endForAll(callId: unknown) {
  return inOrder(z.tuple([z.uuid()]), [callId], (actor, [call]) => endCall(actor, call))
}

/** Out of this call, and not back into it: only the room's host may. */
export async function removeFromCall(callId: unknown, participantId: unknown) {
  return inOrder(z.tuple([z.uuid(), z.uuid()]), [callId, participantId], (actor, ids) => removePerson(actor, ...ids))
}

/** Mutes one person, or with null everybody else: only the room's host may. */
export async function muteInCall(callId: unknown, participantId: unknown) {
  const ids = z.tuple([z.uuid(), z.uuid().nullable()])
  return inOrder(ids, [callId, participantId], (actor, given) => mutePeople(actor, ...given))
}

/** Whether anybody new comes in: only the room's host may say so. */
export async function setLock(callId: unknown, locked: unknown) {
  return inOrder(z.tuple([z.uuid(), z.boolean()]), [callId, locked], (actor, given) => lockCall(actor, ...given))
}

/** Whoever calls an action by hand sends what they like: what is none of ours is not there. */
async function inOrder<Given extends z.ZodType>(
  schema: Given,
  sent: unknown[],
  run: (actor: Actor, given: z.output<Given>) => Promise<void>,
) {
  try {
    const parsed = schema.safeParse(sent)
    const actor = await currentActor()
    if (!parsed.success || !actor) throw new AppError("not_found")
    await run(actor, parsed.data)
    return { at: "done" as const }
  } catch (error) {
    return refusalOf(error, "order")
  }
}
