import { z } from "zod"
import { isTimeZone } from "@/lib/account/rules"
import { locales } from "@/lib/i18n/locales"
import { visibleText } from "@/lib/text"

export const passwordLength = 10

const email = z
  .string({ error: "required" })
  .trim()
  .min(1, { error: "required" })
  .max(254, { error: "too_long" })
  .pipe(z.email({ error: "email_invalid" }))

const knownPassword = z.string({ error: "required" }).min(1, { error: "required" }).max(1000, { error: "too_long" })

const newPassword = z
  .string({ error: "required" })
  .min(passwordLength, { error: "password_short" })
  .max(1000, { error: "too_long" })

export const signInSchema = z.object({
  email,
  password: knownPassword,
  next: z.string().optional(),
})

export const setUpSchema = z.object({
  token: z.string().max(200),
  name: visibleText(60),
  email,
  password: newPassword,
})

export const nameSchema = z.object({ name: visibleText(60) })

export const lookSchema = z.object({
  locale: z.enum(locales, { error: "required" }),
  theme: z.enum(["light", "dark", "system"], { error: "required" }),
  timeZone: z.union([z.literal(""), z.string().max(100).refine(isTimeZone)], { error: "time_zone" }),
})

export const passwordChangeSchema = z.object({ currentPassword: knownPassword, password: newPassword })

export const sessionIdSchema = z.object({ sessionId: z.uuid({ error: "required" }) })

export const joinSchema = z.object({ token: z.string().max(200), name: visibleText(60), password: newPassword })

export const resetSchema = z.object({ token: z.string().max(200), password: newPassword })

export const personSchema = z.object({ name: visibleText(60), email })

export const linkIdSchema = z.object({ linkId: z.uuid({ error: "required" }) })

export const userIdSchema = z.object({ userId: z.uuid({ error: "required" }) })

export const disabledSchema = userIdSchema.extend({ disabled: z.enum(["yes", "no"]) })

export const roleSchema = userIdSchema.extend({ role: z.enum(["user", "operator"]) })

export const othersSchema = z.object({ others: z.literal("all") })
