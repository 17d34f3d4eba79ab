import { randomUUID } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import pg from "pg"
import { describe, expect, test } from "vitest"
import { resetMail } from "@/lib/account/mail"
import { queueMail } from "@/lib/mail/queue"
import type { PrismaClient } from "@/prisma/generated/client"
import { type MailServer, type Step, startMailServer } from "../fixtures/mail-server"
import { endWaiting, makeDatabase, type OwnApp, startApp } from "../fixtures/own-app"
import { until } from "../fixtures/until"

// Only that this process may put mails into queues; each test has a mail server of its own.
process.env.SMTP_URL = "smtp://127.0.0.1:9"
process.env.MAIL_FROM = "Earshot <noreply@earshot.test>"

const full = process.env.EARSHOT_FULL === "1"

type Ground = { db: PrismaClient; url: string; server: MailServer; start: () => Promise<OwnApp>; queue: Queue }
type Queue = () => Promise<{ key: string; to: string }>

/** Everything of its own, and nothing left of it. */
async function onGround(play: (ground: Ground) => Promise<void>): Promise<void> {
  const server = await startMailServer()
  const { db, url, drop } = await makeDatabase()
  const apps: OwnApp[] = []
  const start = async () => {
    const app = await startApp(url, { SMTP_URL: server.url })
    apps.push(app)
    return app
  }
  const queue = async () => {
    const key = `reset:${randomUUID()}:${randomUUID()}`
    const to = `${randomUUID()}@example.com`
    const link = "https://meet.example.com/reset/abc"
    await queueMail({ key, to, mail: await resetMail({ name: "Anna", link, locale: "en", minutes: 30 }), tx: db })
    return { key, to }
  }
  try {
    await play({ db, url, server, start, queue })
  } finally {
    server.release()
    for (const app of apps) await app.kill()
    await server.stop()
    await drop()
  }
}

const taken = (server: MailServer, to: string, count: number) =>
  until(`${count} taken`, async () => (server.to(to).length >= count ? server.to(to) : null), 40_000)

const rowOf = (db: PrismaClient, key: string) =>
  until("the row", () => db.mailSent.findUnique({ where: { key } }), 40_000)

/** Every copy that may still come has come: nothing waits in the queue any more. */
async function quiet(db: PrismaClient): Promise<void> {
  await until(
    "an empty queue",
    async () => ((await db.$queryRaw<object[]>`SELECT 1 FROM graphile_worker.jobs`).length === 0 ? true : null),
    40_000,
  )
}

describe.concurrent("a process that is killed while it sends", () => {
  test("before it has begun: sent by the next one", { timeout: 60_000 }, () =>
    onGround(async ({ db, server, start, queue }) => {
      const first = await start()
      const gate = server.hold("greeting")
      const others = await Promise.all([queue(), queue(), queue(), queue()])
      await gate
      // All of its hands are full: this one waits in the queue.
      const late = await queue()
      await first.kill()
      server.release(new Error("gone"))
      await start()
      for (const { to, key } of [...others, late]) {
        await taken(server, to, 1)
        await rowOf(db, key)
      }
      await quiet(db)
      expect(server.letters).toHaveLength(5)
    }),
  )

  test.each<Step>(full ? ["greeting", "sender", "recipient", "content"] : ["greeting", "content"])(
    "at the step %s, before the server's OK: sent once, by the next one",
    { timeout: 60_000 },
    (step) =>
      onGround(async ({ db, server, start, queue }) => {
        const first = await start()
        const gate = server.hold(step)
        const { key, to } = await queue()
        await gate
        await first.kill()
        server.release(new Error("gone"))
        expect(server.letters).toHaveLength(0)
        await start()
        const [letter] = await taken(server, to, 1)
        expect((await rowOf(db, key)).messageId).toBe(letter?.messageId)
        await quiet(db)
        expect(server.letters).toHaveLength(1)
      }),
  )

  test("between the server's OK and the row: a second copy, with the same id", { timeout: 60_000 }, () =>
    onGround(async ({ db, url, server, start, queue }) => {
      const first = await start()
      const lock = new pg.Client({ connectionString: url })
      await lock.connect()
      const gate = server.hold("content")
      const { key, to } = await queue()
      await gate
      await lock.query(`BEGIN; LOCK TABLE "MailSent" IN SHARE MODE`)
      server.release()
      await taken(server, to, 1)
      await until("the row waits", async () => {
        const { rowCount } = await lock.query(
          `SELECT FROM pg_locks WHERE relation = '"MailSent"'::regclass AND NOT granted`,
        )
        return rowCount ? true : null
      })
      await first.kill()
      await lock.query("ROLLBACK")
      await lock.end()
      await start()
      const [one, two] = await taken(server, to, 2)
      expect(two?.messageId).toBe(one?.messageId)
      expect(one?.messageId).toMatch(/^<[0-9a-f]{40}@earshot\.test>$/)
      expect((await rowOf(db, key)).messageId).toBe(one?.messageId)
      await quiet(db)
      expect(server.letters).toHaveLength(2)
    }),
  )

  test("the server's OK finds nobody: a second copy, with the same id", { timeout: 60_000 }, () =>
    onGround(async ({ db, server, start, queue }) => {
      const first = await start()
      const gate = server.hold("content")
      const { to } = await queue()
      await gate
      await first.kill()
      server.release()
      await start()
      const [one, two] = await taken(server, to, 2)
      expect(two?.messageId).toBe(one?.messageId)
      await quiet(db)
      expect(server.letters).toHaveLength(2)
    }),
  )

  test("after the row, before the job is done with: no second copy", { timeout: 60_000 }, () =>
    onGround(async ({ db, url, server, start, queue }) => {
      const first = await start()
      const lock = new pg.Client({ connectionString: url })
      await lock.connect()
      const gate = server.hold("content")
      const { key, to } = await queue()
      await gate
      await lock.query("BEGIN; SELECT FROM graphile_worker._private_jobs FOR UPDATE")
      server.release()
      await taken(server, to, 1)
      await rowOf(db, key)
      await first.kill()
      await endWaiting(lock)
      await lock.query("ROLLBACK")
      await lock.end()
      await start()
      await quiet(db)
      expect(server.letters).toHaveLength(1)
    }),
  )

  test("told to end, it ends what it has begun and begins nothing more", { timeout: 60_000 }, () =>
    onGround(async ({ db, server, start, queue }) => {
      const first = await start()
      const gate = server.hold("content")
      const { key, to } = await queue()
      await gate
      const ended = first.stop()
      await wait(1500)
      const later = await queue()
      await wait(500)
      server.release()
      await ended
      expect(server.to(to)).toHaveLength(1)
      expect(await db.mailSent.findUnique({ where: { key } })).not.toBeNull()
      expect(server.to(later.to)).toHaveLength(0)
      await start()
      await taken(server, later.to, 1)
      await quiet(db)
      expect(server.letters).toHaveLength(2)
    }),
  )
})
