import { z } from "zod"

// Letters, digits and the few signs that mean nothing to any mail program on the way. No quoted local part, comment, list,
// source route or second line: parsers differ about those, and a mail ends where nobody meant it to.
const local = "[A-Za-z0-9_'+-]+(?:[.][A-Za-z0-9_'+-]+)*"
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
// The last label is no number: an address of a machine is no address of a person.
const plain = new RegExp(`^(?=.{1,64}@)${local}@(?:${label}[.])+(?=[^.]*[A-Za-z])[^.]{2,}$`)
const domain = new RegExp(`@(?:${label}[.])+${label}$`)

/** One plain address that may be written to. Errors are message keys: required, too_long, email_invalid. */
export const mailAddress = z
  .string({ error: "required" })
  .trim()
  .min(1, { error: "required" })
  .max(254, { error: "too_long" })
  .refine((address) => plain.test(address) && domain.test(address), { error: "email_invalid" })
