import { randomUUID } from "node:crypto"
import { PrismaPg } from "@prisma/adapter-pg"
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils"
import { createDatabase, dropDatabase, readConnection } from "./schema-database.mjs"

// PostgreSQL's internal "char" type, in its catalogue only.
const INTERNAL_CHAR = 18
const TEXT = 25

/** Connections for the schema engine: to the database itself, and to a scratch database in which migrations are replayed. */
export class MigrationAdapterFactory {
  provider = "postgres"
  adapterName = "@prisma/adapter-pg"

  /** @param {{ url?: string, shadowDatabaseUrl?: string }} datasource as Prisma passes it */
  constructor(datasource) {
    this.datasource = datasource
    // Commands such as `validate` need no database; the engine still wants a factory.
    this.connection = readConnection(datasource.url || "postgresql://nobody@127.0.0.1:1/none")
  }

  connect() {
    return openAdapter(this.connection)
  }

  async connectToShadowDb() {
    if (this.datasource.shadowDatabaseUrl)
      throw new Error("Leave shadowDatabaseUrl away: a scratch database is made, and dropped, on the same server")
    const { client, schema } = this.connection
    const scratch = { client: { ...client, database: `prisma_migrate_shadow_db_${randomUUID()}` }, schema }
    await createDatabase(scratch, "template0")
    const adapter = await openAdapter(scratch)
    const dispose = adapter.dispose.bind(adapter)
    adapter.dispose = async () => {
      await dispose().catch(() => {})
      await dropDatabase(scratch)
    }
    return adapter
  }
}

async function openAdapter({ client, schema }) {
  return fitForMigrations(await new PrismaPg({ ...client, max: 1 }, { schema }).connect())
}

/**
 * The adapter was written for queries of the app. The schema engine needs two things otherwise: internal "char" columns
 * as characters, and scripts sent whole instead of split at semicolons.
 */
function fitForMigrations(adapter) {
  const performIO = adapter.performIO.bind(adapter)
  adapter.performIO = async (query) => {
    const result = await performIO(query)
    result.rows.internalChars = result.fields.flatMap((field, index) =>
      field.dataTypeID === INTERNAL_CHAR ? [index] : [],
    )
    for (const index of result.rows.internalChars) result.fields[index].dataTypeID = TEXT
    return result
  }

  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const index of result.rows.internalChars) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }

  adapter.executeScript = async (script) => {
    try {
      await adapter.client.query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }

  const startTransaction = adapter.startTransaction?.bind(adapter)
  if (startTransaction)
    adapter.startTransaction = async (...options) => fitForMigrations(await startTransaction(...options))
  return adapter
}
