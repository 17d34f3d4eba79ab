import { z } from "zod"

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  /** Signs session cookies, guest cookies and the set-up link. */
  AUTH_SECRET: z.string().min(32),
  LIVEKIT_API_KEY: z.string().min(1),
  LIVEKIT_API_SECRET: z.string().min(32),
  /** Where this process reaches livekit-server. Browsers reach it through the edge, on the page's own origin. */
  LIVEKIT_URL: z.url(),
})

let parsed: z.infer<typeof schema> | undefined

/**
 * The checked environment: the only place that reads it. Read at first use, not at import, because `next build` loads
 * every route without one.
 * @throws Error naming each variable that is missing or wrong (never its value)
 */
export function env() {
  if (parsed) return parsed
  const result = schema.safeParse(process.env)
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)
    throw new Error(`Environment is incomplete. ${wrong.join("; ")}`)
  }
  parsed = result.data
  return parsed
}

/** `next dev` needs looser page rules than a build: styles and code are swapped while it runs. */
export const isDevelopment = process.env.NODE_ENV === "development"
