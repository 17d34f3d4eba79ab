import pg from "pg"

/**
 * Has somebody set this installation up?
 * @param {string} url of the database, migrated
 */
export async function operatorExists(url) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select 1 from "User" where role = 'operator' limit 1`)
    return rowCount > 0
  } finally {
    await client.end()
  }
}
