import pino from "pino"

/** The app's log: JSON lines on standard output. Tokens, cookies and passwords never reach it. */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ["token", "*.token", "password", "*.password", "cookie", "*.cookie", "authorization", "*.authorization"],
  },
})

/** Logs a fault and returns its reference: eight characters a person can read out to the operator. */
export function logFault(error: unknown, where: string): string {
  const reference = crypto.randomUUID().slice(0, 8)
  log.error({ err: error, where, reference }, "fault")
  return reference
}
