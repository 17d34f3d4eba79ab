import { z } from "zod"
import { visibleText } from "@/lib/text"

export const roomNameLength = 80

export const newRoomSchema = z.object({ name: visibleText(roomNameLength) })

export const roomIdSchema = z.object({ roomId: z.uuid({ error: "required" }) })
