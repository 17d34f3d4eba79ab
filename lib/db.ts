import { PrismaPg } from "@prisma/adapter-pg"
import pg from "pg"
import { env } from "@/lib/env"
import { PrismaClient } from "@/prisma/generated/client"

function connect() {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 10, connectionTimeoutMillis: 4000 })
  // Without a listener an idle connection that dies (database restarted) ends the whole process.
  pool.on("error", () => {})
  return { pool, client: new PrismaClient({ adapter: new PrismaPg(pool) }) }
}

declare global {
  // Hot reload loads this module again and again; one pool must survive it.
  var earshotDatabase: ReturnType<typeof connect> | undefined
}

function connection(): ReturnType<typeof connect> {
  globalThis.earshotDatabase ??= connect()
  return globalThis.earshotDatabase
}

/** Prisma's client, connected at first use. */
export const db = (): PrismaClient => connection().client

/** The pool below Prisma, for the rate limiter. */
export const pool = (): pg.Pool => connection().pool
