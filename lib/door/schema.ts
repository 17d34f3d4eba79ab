import { z } from "zod"
import { visibleText } from "@/lib/text"

export const displayNameLength = 60

/** A connection, as LiveKit names it. */
const sidSchema = z.string({ error: "required" }).regex(/^PA_\w{1,40}$/, { error: "required" })

/**
 * What someone says at the door. `rejoin` names the call they were in; `ahead`: they have not pressed the button yet, and
 * want a connection that stands ready; `standing`: they have pressed it, and this connection stands.
 */
export const entrySchema = z.object({
  name: visibleText(displayNameLength),
  rejoin: z.uuid({ error: "required" }).optional(),
  ahead: z.boolean({ error: "required" }).optional(),
  standing: sidSchema.optional(),
})

/** Of a page that goes: its connection to the call, named as LiveKit names it. */
export const goneSchema = z.object({
  callId: z.uuid({ error: "required" }),
  sid: sidSchema,
})

export type Gone = z.output<typeof goneSchema>

export type EntryInput = z.output<typeof entrySchema>
