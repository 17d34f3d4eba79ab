import { z } from "zod"
import { visibleText } from "@/lib/text"

export const roomNameLength = 80

// Made with the form. A broken one loses only the protection against sending twice.
const requestId = z.uuid().optional().catch(undefined)

export const startNowSchema = z.object({ requestId })

export const newRoomSchema = z.object({ name: visibleText(roomNameLength), requestId })

export const roomIdSchema = z.object({ roomId: z.uuid({ error: "required" }) })
