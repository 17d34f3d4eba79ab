// The app in its container: secrets from the volume, migrations, the set-up link, then the server in this same process,
// so that it gets the container's signals itself.
import { operatorExists } from "../local/operator.mjs"
import { Problem } from "../local/problem.mjs"
import { loadSecrets, setupToken } from "../local/secrets.mjs"
import { migrate } from "../migrate.mjs"

const { SECRETS_DIR = "/secrets", EARSHOT_URL = "http://localhost" } = process.env

try {
  const { authSecret, livekitKey, livekitSecret } = loadSecrets(SECRETS_DIR)
  const { DATABASE_URL } = process.env
  const applied = await migrate(DATABASE_URL ?? "")
  if (applied.length > 0) console.log(`Migrations applied: ${applied.join(", ")}`)
  if (!(await operatorExists(DATABASE_URL)))
    console.log(
      `Nobody has set up this Earshot yet. Open: ${new URL(EARSHOT_URL).origin}/setup/${setupToken(authSecret)}`,
    )
  Object.assign(process.env, {
    AUTH_SECRET: authSecret,
    LIVEKIT_API_KEY: livekitKey,
    LIVEKIT_API_SECRET: livekitSecret,
  })
} catch (error) {
  console.error(error instanceof Problem ? [error.message, ...error.todo].join("\n") : error)
  process.exit(1)
}

await import(new URL("../../server.js", import.meta.url))
