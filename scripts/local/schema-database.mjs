import pg from "pg"

const TLS_MODES = ["require", "verify-ca", "verify-full", "no-verify"]

/**
 * Takes a Prisma database address apart: connection settings, and the schema that Prisma allows as a parameter.
 * @param {string} url
 * @returns {{ client: import("pg").ClientConfig, schema?: string }}
 */
export function readConnection(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const mode = searchParams.get("sslmode") ?? ""
  return {
    schema: searchParams.get("schema") ?? undefined,
    client: {
      host: searchParams.get("host") ?? decodeURIComponent(hostname),
      port: Number(port || 5432),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)) || "postgres",
      ssl: TLS_MODES.includes(mode) ? { rejectUnauthorized: mode !== "no-verify" } : undefined,
    },
  }
}

/** Sends a whole script as it is: splitting it at semicolons would break functions. */
export async function executeScript({ client }, script) {
  const connection = new pg.Client(client)
  await connection.connect()
  try {
    await connection.query(script)
    return {}
  } finally {
    await connection.end()
  }
}

/** @param {string} [template] database to copy; template0 is empty whatever was added to the usual template */
export function createDatabase({ client }, template) {
  const copy = template ? ` template ${quoted(template)}` : ""
  return onServer(client, `create database ${quoted(client.database)}${copy}`)
}

export function dropDatabase({ client }) {
  return onServer(client, `drop database if exists ${quoted(client.database)} with (force)`)
}

function onServer(client, statement) {
  return executeScript({ client: { ...client, database: "postgres" } }, statement)
}

function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`
}
