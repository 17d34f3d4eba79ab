/** Every way a request can be refused, with its HTTP status. Words: messages/<locale>.json, errors.codes.<code>. */
export const errorStatus = {
  invalid: 400,
  bad_json: 400,
  too_large: 413,
  signed_out: 401,
  wrong_pair: 401,
  forbidden: 403,
  foreign_origin: 403,
  setup_closed: 403,
  token_missing: 403,
  token_invalid: 403,
  token_expired: 403,
  link_dead: 403,
  own_account: 403,
  last_operator: 403,
  call_ended: 403,
  locked: 403,
  removed: 403,
  seat_gone: 403,
  not_found: 404,
  mail_off: 409,
  too_many_tries: 429,
  sfu_unavailable: 503,
  database_unavailable: 503,
  fault: 500,
} as const

export type ErrorCode = keyof typeof errorStatus

/** A refusal on purpose. Whatever else is thrown is a fault: logged with a reference, shown as "fault". */
export class AppError extends Error {
  readonly status: number

  /**
   * @param code closed list above
   * @param fields message keys (errors.fields.<key>) by input field, for "invalid"
   * @param retryAfterSeconds for "too_many_tries"
   */
  constructor(
    readonly code: ErrorCode,
    readonly fields: Record<string, string> = {},
    readonly retryAfterSeconds?: number,
  ) {
    super(code)
    this.name = "AppError"
    this.status = errorStatus[code]
  }
}

/** True when a unique index refused a row. */
export function isTaken(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "P2002"
}

/** True for Prisma's and pg's ways of saying that PostgreSQL does not answer. */
export function isDatabaseDown(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false
  const code = "code" in error ? String(error.code) : ""
  if (["P1001", "P1002", "P1008", "P1017", "P2024", "ECONNREFUSED", "ECONNRESET", "57P01", "57P03"].includes(code))
    return true
  const cause = "cause" in error ? error.cause : undefined
  if (cause !== undefined && cause !== error) return isDatabaseDown(cause)
  return (
    error instanceof Error &&
    /Can't reach database server|DatabaseNotReachable|Connection terminated|timeout exceeded when trying to connect/.test(
      error.message,
    )
  )
}
