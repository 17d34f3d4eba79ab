import { z } from "zod"

/** What docker compose hands over for a setting that nobody made. */
const blankIsNone = (value: unknown) => (value === "" ? undefined : value)

const required = z.object({
  DATABASE_URL: z.string().min(1),
  /** Signs session cookies, guest cookies and the set-up link. */
  AUTH_SECRET: z.string().min(32),
  LIVEKIT_API_KEY: z.string().min(1),
  LIVEKIT_API_SECRET: z.string().min(32),
  /** Where this process reaches livekit-server. Browsers reach it through the edge, on the page's own origin. */
  LIVEKIT_URL: z.url(),
  /** This installation's own address, for links in mails. Never taken from a request: its Host is what the sender says. */
  EARSHOT_URL: z.preprocess(blankIsNone, z.url().default("http://localhost")),
  /** May anybody make an account? Counts only where mail works; else operators add people. */
  SIGN_UP: z.preprocess(blankIsNone, z.enum(["open", "closed"]).default("closed")),
  /** Shown at the foot of public pages. */
  IMPRINT_URL: z.preprocess(blankIsNone, z.url({ protocol: /^https?$/ }).optional()),
  PRIVACY_URL: z.preprocess(blankIsNone, z.url({ protocol: /^https?$/ }).optional()),
  /** The mail server, smtp:// or smtps://, with user and password. Without it the app sends no mail. */
  SMTP_URL: z.preprocess(blankIsNone, z.url({ protocol: /^smtps?$/ }).optional()),
  /** Whom mails are from: an address, or "Name <address>". */
  MAIL_FROM: z.preprocess(blankIsNone, z.string().optional()),
  /** Who may sign people in by OpenID Connect, such as a company's own accounts; with the two below, or not at all. */
  OIDC_ISSUER: z.preprocess(
    blankIsNone,
    z
      .url({ protocol: /^https?$/ })
      .refine(isSafeIssuer, { error: "must be https: what it says is believed" })
      .optional(),
  ),
  OIDC_CLIENT_ID: z.preprocess(blankIsNone, z.string().optional()),
  OIDC_CLIENT_SECRET: z.preprocess(blankIsNone, z.string().optional()),
  /** What people call it; on the button. */
  OIDC_NAME: z.preprocess(blankIsNone, z.string().trim().max(40).optional()),
})

const schema = required
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || (MAIL_FROM && readSender(MAIL_FROM)), {
    path: ["MAIL_FROM"],
    message: "needed with SMTP_URL: an address, or Name <address>",
  })
  .refine((one) => new Set([one.OIDC_ISSUER, one.OIDC_CLIENT_ID, one.OIDC_CLIENT_SECRET].map(Boolean)).size === 1, {
    path: ["OIDC_ISSUER"],
    message: "needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it, and they need it",
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

const sender = /^(?:([^<>@,"\r\n]+)\s+)?<?([^\s<>@,"]+@[^\s<>@,"]+)>?$/

/** The two parts of MAIL_FROM; null when it is not one sender. */
export function readSender(text: string): { name: string; address: string } | null {
  const [, name = "Earshot", address] = sender.exec(text.trim()) ?? []
  return address ? { name, address } : null
}

// An ID token that comes straight from the issuer is believed for its TLS. Without it only this machine may be one.
function isSafeIssuer(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer)
  return (
    protocol === "https:" || hostname === "localhost" || hostname === "[::1]" || /^127(?:[.]\d+){3}$/.test(hostname)
  )
}
