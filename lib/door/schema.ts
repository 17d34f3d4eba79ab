import { z } from "zod"
import { visibleText } from "@/lib/text"

export const displayNameLength = 60

/** What someone says at the door. `rejoin` names the call they were in. */
export const entrySchema = z.object({
  name: visibleText(displayNameLength),
  rejoin: z.uuid({ error: "required" }).optional(),
})

export type EntryInput = z.output<typeof entrySchema>
