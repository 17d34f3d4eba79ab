/** What a failed job was to do. `other` is one that this version does not know any more. */
export type JobKind =
  | "reset"
  | "signIn"
  | "signUp"
  | "address"
  | "addressNotice"
  | "added"
  | "hasAccount"
  | "passwordChanged"
  | "roomsPassed"
  | "mail"
  | "compare"
  | "letGo"
  | "minute"
  | "sweep"
  | "other"

/** Why it failed, as far as its error tells. */
export type JobReason =
  | "off"
  | "sealed"
  | "database"
  | "login"
  | "encryption"
  | "recipient"
  | "unreachable"
  | "later"
  | "other"

// A mail's key begins with what it is about.
const mails = new Map<string, JobKind>([
  ["reset", "reset"],
  ["sign-in", "signIn"],
  ["join", "signUp"],
  ["address", "address"],
  ["address-notice", "addressNotice"],
  ["added", "added"],
  ["has-account", "hasAccount"],
  ["password-changed", "passwordChanged"],
  ["rooms-passed", "roomsPassed"],
])

const jobs = new Map<string, JobKind>([
  ["account/reset", "reset"],
  ["account/sign-in", "signIn"],
  ["account/sign-up", "signUp"],
  ["account/address", "address"],
  ["calls/compare", "compare"],
  ["calls/let-go", "letGo"],
  ["calls/minute", "minute"],
  ["account/sweep", "sweep"],
  ["calls/sweep", "sweep"],
])

/** @param key of the job; a mail's says which mail */
export function kindOf(name: string, key: string | null): JobKind {
  if (name === "mail") return mails.get(key?.split(":")[0] ?? "") ?? "mail"
  return jobs.get(name) ?? "other"
}

// Order matters: a server that refuses to sign us in names a number that elsewhere means a mailbox.
const signs: [RegExp, JobReason][] = [
  [/^Mail is off/, "off"],
  [/unable to authenticate data|Unsupported state/i, "sealed"],
  [/database|Can't reach|P10\d\d|P2024/i, "database"],
  [/invalid login|\b53[0458]\b|authentication|\bEAUTH\b/i, "login"],
  [/certificate|self.signed|STARTTLS|\bTLS\b|\bSSL\b/i, "encryption"],
  [/recipients? (was|were) rejected|\b55[0-46]\b|no such user|mailbox unavailable/i, "recipient"],
  [
    /ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST|ENET|getaddrinfo|timeout|never received|connection closed/i,
    "unreachable",
  ],
  [/\b4[25]\d\b|greylist|try again/i, "later"],
]

/** @param error what was kept of it, in the words of the program or the mail server */
export function reasonOf(error: string): JobReason {
  return signs.find(([sign]) => sign.test(error))?.[1] ?? "other"
}
