import { z } from "zod"
import { visibleText } from "@/lib/text"

export const displayNameLength = 60

/** What someone says at the door. `rejoin` names the call they were in. */
export const entrySchema = z.object({
  name: visibleText(displayNameLength),
  rejoin: z.uuid({ error: "required" }).optional(),
})

/** Of a page that goes: its connection to the call, named as LiveKit names it. */
export const goneSchema = z.object({
  callId: z.uuid({ error: "required" }),
  sid: z.string({ error: "required" }).regex(/^PA_\w{1,40}$/, { error: "required" }),
})

export type Gone = z.output<typeof goneSchema>

export type EntryInput = z.output<typeof entrySchema>
