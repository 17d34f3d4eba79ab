import { isRedirectError } from "next/dist/client/components/redirect-error"
import type { z } from "zod"
import { AppError, type ErrorCode, isDatabaseDown } from "@/lib/errors"
import { logFault } from "@/lib/log"

/** What a form shows after its action ran. `fields` holds message keys (errors.fields.<key>), `values` what was typed. */
export type FormState =
  | { at: "idle" }
  | {
      at: "refused"
      code: ErrorCode
      fields?: Record<string, string>
      values: Record<string, string>
      retryAfterSeconds?: number
      reference?: string
    }
  | { at: "done"; told?: Told }

/** What a form says after success: counts, a link that is shown once. */
export type Told = Record<string, string>

/**
 * A server action for a form: parses, runs, and turns every refusal into something the form can show. Nothing that was
 * typed is lost, passwords excepted.
 * @param run may throw AppError; redirects pass through
 */
export function formAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Told> | Promise<void>,
) {
  return async (_previous: FormState, form: FormData): Promise<FormState> => {
    const values = typedValues(form)
    const parsed = schema.safeParse(Object.fromEntries(form))
    if (!parsed.success) return { at: "refused", code: "invalid", fields: fieldsOf(parsed.error), values }
    try {
      const told = await run(parsed.data)
      return told ? { at: "done", told } : { at: "done" }
    } catch (error) {
      return { values, ...refusalOf(error, "action") }
    }
  }
}

/** The first message key of each bad field. */
export function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[String(issue.path[0] ?? "form")] ??= issue.message
  return fields
}

/** What a caller may know of an error: a code, and for a fault the reference under which it was logged. */
export function refusalOf(error: unknown, where: string) {
  if (isRedirectError(error)) throw error
  if (error instanceof AppError) {
    const { code, fields, retryAfterSeconds } = error
    return { at: "refused" as const, code, fields, ...(retryAfterSeconds ? { retryAfterSeconds } : {}) }
  }
  const code: ErrorCode = isDatabaseDown(error) ? "database_unavailable" : "fault"
  return { at: "refused" as const, code, reference: logFault(error, where) }
}

function typedValues(form: FormData): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [key, value] of form) if (typeof value === "string" && !/password|^\$/i.test(key)) values[key] = value
  return values
}
