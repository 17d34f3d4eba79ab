import { z } from "zod"

/** The page of a list in an address; what is none is the first. */
export const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1)
