import { Problem } from "./problem.mjs"

/**
 * Words for a database that cannot be opened. The password is never in them.
 * @param {Error & { code?: string }} error
 * @param {string} url
 * @returns {Problem}
 */
export function databaseProblem(error, url) {
  const place = placeOf(url)
  if (!place)
    return new Problem("DATABASE_URL is not an address.", "It looks like postgresql://user:password@host:5432/earshot")
  const { server, database, user } = place
  const code = error.code ?? error.errors?.[0]?.code
  switch (code) {
    case "ECONNREFUSED":
      return new Problem(
        `No database answers at ${server}.`,
        "Start PostgreSQL there, or correct DATABASE_URL.",
        without(),
      )
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new Problem(
        `The database's host is unknown: ${server}.`,
        "Correct the host name in DATABASE_URL.",
        without(),
      )
    case "28P01":
    case "28000":
      return new Problem(
        `The database at ${server} refuses user "${user}".`,
        "Correct user and password in DATABASE_URL.",
      )
    case "3D000":
      return new Problem(
        `There is no database "${database}" at ${server}.`,
        `Make it: createdb --host ${server.split(":")[0]} --encoding UTF8 ${database}`,
      )
    default:
      return new Problem(
        `The database at ${server} cannot be opened: ${error.message}`,
        "Correct DATABASE_URL.",
        without(),
      )
  }
}

function without() {
  return "Without DATABASE_URL Earshot brings its own PostgreSQL."
}

function placeOf(url) {
  try {
    const { hostname, port, pathname, username } = new URL(url)
    const database = decodeURIComponent(pathname.slice(1)) || "postgres"
    return { server: `${hostname || "localhost"}:${port || 5432}`, database, user: decodeURIComponent(username) }
  } catch {
    return undefined
  }
}
