import type { z } from "zod"
import { fieldsOf, refusalOf } from "@/lib/action"
import { AppError, errorStatus } from "@/lib/errors"

const bodyLimit = 64 * 1024

/** A route handler whose refusals become a JSON body {"code", ...} with its status, never a stack trace. */
export function route<Context>(handle: (request: Request, context: Context) => Promise<Response>) {
  return async (request: Request, context: Context): Promise<Response> => {
    try {
      return await handle(request, context)
    } catch (error) {
      return refusal(error, request)
    }
  }
}

/**
 * Why a page must not even be asked to take this form: it comes from another site, or is larger than any of ours.
 * Next.js would refuse both as well, but with 500. null when there is nothing against it.
 */
export function refusedForm(request: Request): Response | null {
  if (request.method !== "POST") return null
  try {
    requireOwnOrigin(request)
    requireSmall(request)
    return null
  } catch (error) {
    return refusal(error, request)
  }
}

function refusal(error: unknown, request: Request): Response {
  // Without the room's code: who has it can enter.
  const where = new URL(request.url).pathname.replace(
    /^\/(api\/rooms|r|setup|welcome|reset|confirm|link)\/[^/]+/,
    "/$1/*",
  )
  const { at: _, ...body } = refusalOf(error, where)
  const headers = new Headers({ "cache-control": "no-store" })
  if ("retryAfterSeconds" in body) headers.set("retry-after", String(body.retryAfterSeconds))
  return Response.json(body, { status: errorStatus[body.code], headers })
}

function requireSmall(request: Request): void {
  if (Number(request.headers.get("content-length") ?? 0) > bodyLimit) throw new AppError("too_large")
}

/**
 * The raw body, at most 64 KiB. Counted while it comes: one without a declared length could fill the memory.
 * @throws AppError too_large
 */
export async function readText(request: Request): Promise<string> {
  requireSmall(request)
  const reader = request.body?.getReader()
  const decoder = new TextDecoder()
  let text = ""
  let bytes = 0
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    bytes += part.value.byteLength
    if (bytes > bodyLimit) {
      await reader?.cancel()
      throw new AppError("too_large")
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}

/**
 * The JSON body, checked.
 * @throws AppError bad_json (also for a body that does not say it is JSON), too_large, invalid with the bad fields
 */
export async function parseBody<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) throw new AppError("bad_json")
  const text = await readText(request)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new AppError("bad_json")
  }
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new AppError("invalid", fieldsOf(parsed.error))
  return parsed.data
}

/**
 * Route handlers get no cross-site check from Next.js, unlike server actions: a browser's Origin must be our own.
 * @throws AppError foreign_origin
 */
export function requireOwnOrigin(request: Request): void {
  const origin = request.headers.get("origin")
  const site = request.headers.get("sec-fetch-site")
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host")
  if (site && site !== "same-origin" && site !== "none") throw new AppError("foreign_origin")
  if (origin && (origin === "null" || hostOf(origin) !== host)) throw new AppError("foreign_origin")
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
