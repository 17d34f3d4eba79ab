"use server"

import { z } from "zod"
import { refusalOf } from "@/lib/action"
import { currentActor } from "@/lib/auth/guest"
import { endCall } from "@/lib/calls/data"
import { AppError } from "@/lib/errors"

const callId = z.uuid()

/** "End for all": only the room's host may. */
export async function endForAll(id: string) {
  try {
    const parsed = callId.safeParse(id)
    const actor = await currentActor()
    if (!parsed.success || !actor) throw new AppError("not_found")
    await endCall(actor, parsed.data)
    return { at: "done" as const }
  } catch (error) {
    return refusalOf(error, "end for all")
  }
}
