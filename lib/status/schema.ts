import { z } from "zod"

/** graphile-worker's ids are whole numbers; another text would be a fault of the database's. */
export const jobIdSchema = z.object({ jobId: z.string().regex(/^\d{1,18}$/, { error: "required" }) })
