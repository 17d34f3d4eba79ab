import { z } from "zod"

/** The page of a list in an address; what is none is the first. */
export const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1)

/** What a host orders in a running call. `mute` of null: everybody but the host. */
export const orderSchema = z.discriminatedUnion("order", [
  z.object({ order: z.literal("end") }),
  z.object({ order: z.literal("lock"), on: z.boolean() }),
  z.object({ order: z.literal("mute"), participantId: z.uuid().nullable() }),
  z.object({ order: z.literal("remove"), participantId: z.uuid() }),
])

export type Order = z.output<typeof orderSchema>
