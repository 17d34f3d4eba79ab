import { createHash, randomUUID } from "node:crypto"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import pg from "pg"
import { databaseProblem } from "./local/database-problem.mjs"
import { Problem } from "./local/problem.mjs"

const MIGRATIONS = fileURLToPath(new URL("../prisma/migrations", import.meta.url))
// Any number of our own: processes that start at once wait for each other at it.
const LOCK = 72_707_369

/**
 * Applies the migrations that are not applied yet, each in one transaction, into the table that `prisma migrate` reads:
 * both may be used on the same database. Not for statements that refuse a transaction (create index concurrently).
 *
 * @param {string} url of the database
 * @param {string} [dir] folder of the migrations
 * @returns {Promise<string[]>} names of those applied now
 * @throws {Problem} when the database cannot be reached, or a migration failed or was edited after it was applied
 */
export async function migrate(url, dir = MIGRATIONS) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (error) {
    throw databaseProblem(error, url)
  }
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK])
    await client.query(`create table if not exists _prisma_migrations (
      id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
      migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
      started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`)
    const known = await appliedMigrations(client)
    const applied = []
    for (const migration of readMigrations(dir)) {
      const checksum = known.get(migration.name)
      if (checksum === undefined) applied.push(await apply(client, migration))
      else if (checksum !== migration.checksum)
        throw new Problem(
          `The migration ${migration.name} was edited after it was applied to this database.`,
          "Put its file back as it was (git checkout prisma/migrations) and write a new migration for the change.",
        )
    }
    return applied
  } finally {
    await client.end()
  }
}

async function appliedMigrations(client) {
  const { rows } = await client.query(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  )
  const unfinished = rows.find((row) => !row.finished_at)
  if (unfinished)
    throw new Problem(
      `The migration ${unfinished.migration_name} failed half-way in this database.`,
      `See why in its table _prisma_migrations, then: npx prisma migrate resolve --rolled-back ${unfinished.migration_name}`,
    )
  return new Map(rows.map((row) => [row.migration_name, row.checksum]))
}

function readMigrations(dir) {
  const names = readdirSync(dir).filter((name) => existsSync(join(dir, name, "migration.sql")))
  return names.sort().map((name) => {
    const sql = readFileSync(join(dir, name, "migration.sql"))
    return { name, sql: sql.toString(), checksum: createHash("sha256").update(sql).digest("hex") }
  })
}

async function apply(client, { name, sql, checksum }) {
  try {
    await client.query("begin")
    await client.query(sql)
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query("commit")
    return name
  } catch (error) {
    await client.query("rollback").catch(() => {})
    throw new Problem(
      `The migration ${name} failed: ${error.message}`,
      "Nothing of it was kept. Please report it with this line.",
    )
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const applied = await migrate(process.env.DATABASE_URL ?? "")
    console.log(applied.length > 0 ? `Applied: ${applied.join(", ")}` : "Nothing to apply")
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error([error.message, ...error.todo].join("\n"))
    process.exit(1)
  }
}
