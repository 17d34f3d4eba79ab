import { z } from "zod"
import { isTimeZone } from "@/lib/account/rules"
import { locales } from "@/lib/i18n/locales"
import { mailAddress } from "@/lib/mail/address"
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

export const askResetSchema = z.object({ email })

export const signUpSchema = z.object({ name: visibleText(60), email: mailAddress })

export const addressSchema = z.object({ email: mailAddress, currentPassword: knownPassword })

/** The address the account has; the field only marks the form. */
export const verifySchema = z.object({ verify: z.literal("present") })

export const tokenSchema = z.object({ token: z.string().max(200) })

export const identitySchema = z.object({ identityId: z.uuid({ error: "required" }), currentPassword: knownPassword })

/** The password is not asked for in a browser that is signed in to the account. */
export const consentSchema = z.object({
  consent: z.literal("yes"),
  password: z.string().max(1000, { error: "too_long" }).default(""),
})

export const othersSchema = z.object({ others: z.literal("all") })

export const eraseSchema = z.discriminatedUnion(
  "rooms",
  [
    z.object({ rooms: z.literal("delete"), currentPassword: knownPassword }),
    z.object({ rooms: z.literal("pass"), currentPassword: knownPassword, heir: email }),
  ],
  { error: "required" },
)
