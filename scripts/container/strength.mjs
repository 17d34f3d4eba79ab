import { Problem } from "../local/problem.mjs"

const SHORTEST = 32
const FEWEST_CHARACTERS = 10
// Of samples and tutorials: whoever tries doors tries these first.
const KNOWN =
  /^(devkey|key1|apikey|secret\d*|password|changeme|your[-_ ].*|.*change[-_ ]?me.*|.*example.*|x+|api_?x+)$/i
const WHAT = {
  authSecret: "AUTH_SECRET",
  livekitKey: "LIVEKIT_API_KEY",
  livekitSecret: "LIVEKIT_API_SECRET",
}

/**
 * Secrets that anybody could guess do not start an installation.
 * @param {{ authSecret: string, livekitKey: string, livekitSecret: string }} secrets
 * @throws {Problem} naming the one that is too weak, never its value
 */
export function refuseWeak(secrets) {
  for (const [name, variable] of Object.entries(WHAT)) {
    const why = weakness(secrets[name], variable !== "LIVEKIT_API_KEY")
    if (why)
      throw new Problem(
        `${variable} ${why}.`,
        `Leave ${variable} out of .env and Earshot makes one, or put in the output of: openssl rand -hex 32`,
      )
  }
}

function weakness(value, secret) {
  if (KNOWN.test(value)) return "is one that everybody knows"
  // Spaces, quotes and line ends would be read differently by the three programs that read it.
  if (!/^[\w+/=.-]+$/.test(value)) return "has characters other than letters, digits and + / = . _ -"
  if (!secret) return undefined
  if (value.length < SHORTEST) return `is too short: ${value.length} characters of at least ${SHORTEST}`
  if (new Set(value).size < FEWEST_CHARACTERS || KNOWN.test(value.slice(0, value.length / 2)))
    return "is too easy to guess"
  if (/^\d+$/.test(value)) return "is a number, which livekit-server drops"
}
