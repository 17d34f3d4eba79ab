import { randomUUID } from "node:crypto"
import pg from "pg"
import { describe, expect, test } from "vitest"
import { addJob, type Json } from "@/lib/jobs/add"
import type { PrismaClient } from "@/prisma/generated/client"
import { startMailServer } from "../fixtures/mail-server"
import { endWaiting, makeDatabase, type OwnApp, startApp } from "../fixtures/own-app"
import { until } from "../fixtures/until"

const address = () => `${randomUUID()}@example.com`

/** What is asked for, and to whom mails go for it. */
type Ask = (db: PrismaClient) => Promise<{ job: string; payload: Json; to: string[]; links: number }>

async function account(db: PrismaClient) {
  return db.user.create({ data: { name: "Anna", email: address() } })
}

const asks: [string, Ask][] = [
  [
    "a new password",
    async (db) => {
      const { email } = await account(db)
      return { job: "account/reset", payload: { email }, to: [email], links: 1 }
    },
  ],
  [
    "a link to sign in",
    async (db) => {
      const { email } = await account(db)
      return { job: "account/sign-in", payload: { email }, to: [email], links: 1 }
    },
  ],
  [
    "an account",
    async () => {
      const email = address()
      return { job: "account/sign-up", payload: { email, name: "Anna", locale: "en" }, to: [email], links: 1 }
    },
  ],
  [
    "an account that there is",
    async (db) => {
      const { email } = await account(db)
      return { job: "account/sign-up", payload: { email, name: "Anna", locale: "en" }, to: [email], links: 0 }
    },
  ],
  [
    "another address",
    async (db) => {
      const [{ id, email: old }, email] = [await account(db), address()]
      return { job: "account/address", payload: { userId: id, email }, to: [email, old], links: 1 }
    },
  ],
  [
    "an address that somebody has",
    async (db) => {
      const [{ id }, { email }] = [await account(db), await account(db)]
      return { job: "account/address", payload: { userId: id, email }, to: [email], links: 0 }
    },
  ],
]

describe.concurrent("a process that is killed when all is done but the job itself", () => {
  test.each(asks)("asked for %s: one link, one mail each", { timeout: 90_000 }, async (_, ask) => {
    const server = await startMailServer()
    const { db, url, drop } = await makeDatabase()
    const wire = new pg.Client({ connectionString: url })
    await wire.connect()
    const apps: OwnApp[] = []
    const start = async () =>
      apps.push(await startApp(url, { SMTP_URL: server.url, MAIL_FROM: "noreply@earshot.test" }))
    const jobRows = (job: string) => wire.query("SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = $1", [job])
    try {
      await start()
      const { job, payload, to, links } = await ask(db)
      // Held at its first question, so that its row can be held as well; only then does it go on.
      await wire.query(`BEGIN; LOCK TABLE "User"`)
      await addJob(job, payload, { key: randomUUID(), tx: db })
      await until("it has begun", async () => {
        const { rowCount } = await wire.query(
          `SELECT FROM pg_locks WHERE relation = '"User"'::regclass AND NOT granted`,
        )
        return rowCount ? true : null
      })
      const holder = new pg.Client({ connectionString: url })
      await holder.connect()
      await holder.query("BEGIN; SELECT FROM graphile_worker._private_jobs FOR UPDATE")
      await wire.query("ROLLBACK")
      // Not before it is written down that they were taken: there a second copy is allowed.
      await until("the mails are sent", async () => ((await db.mailSent.count()) >= to.length ? true : null), 30_000)
      for (const app of apps) await app.kill()
      await endWaiting(holder)
      await holder.query("ROLLBACK")
      await holder.end()
      // It comes again: that is what this is about.
      expect((await jobRows(job)).rowCount).toBe(1)
      await start()
      await until(
        "an empty queue",
        async () => {
          const { rowCount } = await wire.query("SELECT FROM graphile_worker.jobs WHERE key NOT LIKE 'calls/%'")
          return rowCount ? null : true
        },
        40_000,
      )
      for (const one of to) expect(server.to(one)).toHaveLength(1)
      expect(server.letters).toHaveLength(to.length)
      expect(await db.oneTimeLink.count()).toBe(links)
    } finally {
      for (const app of apps) await app.kill()
      await wire.end()
      await server.stop()
      await drop()
    }
  })
})
