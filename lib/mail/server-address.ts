/**
 * What SMTP_URL says, part by part. nodemailer would read the address itself, but then heeds nothing beside it.
 * @param address smtp://user:password@host:port or smtps://, with "?requireTLS=false", "?tls.rejectUnauthorized=false" or
 *   "?name=what.we.call.ourselves" where a server needs that
 */
export function readServerAddress(address: string) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(address)
  const secure = protocol === "smtps:"
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    auth,
    // A password does not travel in the clear unless the operator says that it may.
    requireTLS: auth !== undefined && searchParams.get("requireTLS") !== "false",
    tls: { rejectUnauthorized: searchParams.get("tls.rejectUnauthorized") !== "false" },
    name: searchParams.get("name") ?? undefined,
  }
}
