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
      const { at: _, ...body } = refusalOf(error, new URL(request.url).pathname)
      const headers = new Headers({ "cache-control": "no-store" })
      if ("retryAfterSeconds" in body) headers.set("retry-after", String(body.retryAfterSeconds))
      return Response.json(body, { status: errorStatus[body.code], headers })
    }
  }
}

/**
 * The raw body, at most 64 KiB.
 * @throws AppError too_large
 */
export async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > bodyLimit) throw new AppError("too_large")
  const text = await request.text()
  if (text.length > bodyLimit) throw new AppError("too_large")
  return text
}

/**
 * The JSON body, checked.
 * @throws AppError bad_json, too_large, invalid with the bad fields
 */
export async function parseBody<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
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
