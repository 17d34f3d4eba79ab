import { clientId, clientSecret, type Issuer, startIssuer } from "../fixtures/issuer"
import { control } from "./fixtures"

export type Bare = { url: string; setupLink: string; databaseUrl: string; issuer: Issuer }

/**
 * A stack where nobody ever was and whose relay is off. Everything an operator can switch on is on: mail (nobody listens
 * there, so what was asked for waits), sign-up, an issuer that signs people in.
 */
export async function startBareStack(): Promise<Bare & { stop: () => Promise<void> }> {
  const issuer = await startIssuer()
  const env = {
    ...{ SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "noreply@example.org", SIGN_UP: "open" },
    ...{ IMPRINT_URL: "https://example.org/imprint", PRIVACY_URL: "https://example.org/privacy" },
    ...{ OIDC_ISSUER: issuer.url, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: "Workplace" },
  }
  const stack = await control<Omit<Bare, "issuer"> & { id: string }>("stack", { turn: false, env })
  issuer.serve([stack.url])
  const stop = async () => {
    await control("stop", { id: stack.id })
    await issuer.stop()
  }
  return { ...stack, issuer, stop }
}
