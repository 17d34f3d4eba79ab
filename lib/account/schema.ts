import { z } from "zod"
import { visibleText } from "@/lib/text"

export const passwordLength = 10

const email = z
  .string({ error: "required" })
  .trim()
  .min(1, { error: "required" })
  .max(254, { error: "too_long" })
  .pipe(z.email({ error: "email_invalid" }))

export const signInSchema = z.object({
  email,
  password: z.string({ error: "required" }).min(1, { error: "required" }).max(1000, { error: "too_long" }),
  next: z.string().optional(),
})

export const setUpSchema = z.object({
  token: z.string().max(200),
  name: visibleText(60),
  email,
  password: z
    .string({ error: "required" })
    .min(passwordLength, { error: "password_short" })
    .max(1000, { error: "too_long" }),
})
