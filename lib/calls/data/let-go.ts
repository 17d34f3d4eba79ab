import "server-only"
import { z } from "zod"
import { addJob } from "@/lib/jobs/add"
import { peopleIn, removeFromSfuRoom } from "@/lib/livekit/rooms"

export const letGoJob = "calls/let-go"
/** As long as the others keep the seat of a page that has gone, see lib/audio/roster.ts. */
const afterMs = 6000
/** Later the sound server has noticed by itself. */
const maxAttempts = 3

const connectionSchema = z.object({ callId: z.uuid(), participantId: z.uuid(), sid: z.string() })

export type Connection = z.output<typeof connectionSchema>

/** Asks for a connection whose page has gone to be closed, if it is still there then: without it the seat stays for a minute. */
export function askToLetGo(connection: Connection): Promise<void> {
  // Everybody in the call sees the sid: with it alone as key, another person's job would stand in for this one.
  const key = `${connection.participantId}:${connection.sid}`
  return addJob(letGoJob, connection, { key, runAt: new Date(Date.now() + afterMs), maxAttempts })
}

/**
 * Closes it, unless it is gone or the person has another one: the page was loaded again.
 * @throws AppError sfu_unavailable
 */
export async function letGo(payload: unknown): Promise<void> {
  const { callId, participantId, sid } = connectionSchema.parse(payload)
  const people = await peopleIn(callId)
  if (people.some((one) => one.participantId === participantId && one.sid === sid))
    await removeFromSfuRoom(callId, participantId)
}
