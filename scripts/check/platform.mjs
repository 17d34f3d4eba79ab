/**
 * The folders of lib/ that know no domain. Every other folder of lib/ is a domain, so a new one is fenced from its first
 * file on.
 */
export const platformFolders = ["auth", "livekit", "mail", "jobs", "audio", "i18n"]

/** Which domains a domain may use. One that is not named here stands alone. */
export const domainsKnownTo = {
  door: ["calls", "invites", "rooms"],
  people: ["account"],
  schedule: ["rooms"],
  invites: ["rooms"],
  calls: ["rooms"],
  chat: ["rooms"],
  reports: ["rooms"],
}
