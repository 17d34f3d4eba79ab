import { z } from "zod"
import { mailAddress } from "@/lib/mail/address"
import { visibleText } from "@/lib/text"

export const personSchema = z.object({ name: visibleText(60), email: mailAddress })

export const linkIdSchema = z.object({ linkId: z.uuid({ error: "required" }) })

export const userIdSchema = z.object({ userId: z.uuid({ error: "required" }) })

export const disabledSchema = userIdSchema.extend({ disabled: z.enum(["yes", "no"]) })

export const roleSchema = userIdSchema.extend({ role: z.enum(["user", "operator"]) })
