import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { sweep } from "@/lib/account/data/sweep"
import { addJob, queueKey } from "@/lib/jobs/add"
import { makeDatabase } from "../fixtures/own-app"

let database: Awaited<ReturnType<typeof makeDatabase>>

beforeAll(async () => {
  database = await makeDatabase()
  process.env.DATABASE_URL = database.url
  await (await import("graphile-worker")).runMigrations({ connectionString: database.url })
})
afterAll(() => database.drop())

const day = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * day)

test("the nightly sweep takes what has run out, with the mails that wait for it, and nothing else", async () => {
  const { db } = database
  const { id: userId } = await db.user.create({ data: { email: "anna@earshot.test", name: "Anna" } })
  const old = await db.session.create({ data: { userId, expires: ago(1) } })
  const living = await db.session.create({ data: { userId, expires: ago(-1) } })

  const link = (expiresAt: Date) =>
    db.oneTimeLink.create({
      data: { kind: "password", userId, email: "anna@earshot.test", tokenHash: randomUUID(), expiresAt },
    })
  const [dead, alive] = [await link(ago(1)), await link(ago(-1))]
  const mail = { to: "anna@earshot.test", mail: { subject: "s", html: "h", text: "t" } }
  for (const { id } of [dead, alive]) {
    const key = `reset:${userId}:${id}`
    await addJob("mail", { key, ...mail }, { key, runAt: ago(-1) })
  }

  const sent = (key: string, sentAt: Date) =>
    db.mailSent.create({ data: { key, messageId: "<x@earshot.test>", sentAt } })
  await sent("reset:1:old", ago(31))
  await sent("reset:1:new", ago(29))
  await sent("reset:1:waits", ago(31))
  await addJob("mail", { key: "reset:1:waits", ...mail }, { key: "reset:1:waits", runAt: ago(-1) })

  for (const [key, failedAt] of [
    ["given-up", ago(31)],
    ["looked-at", ago(29)],
  ] as const) {
    await addJob("account/reset", { email: "anna@earshot.test" }, { key, runAt: ago(-1), maxAttempts: 1 })
    await db.$executeRaw`
      UPDATE graphile_worker._private_jobs SET "attempts" = 1, "updated_at" = ${failedAt}
      WHERE "key" = ${queueKey("account/reset", key)}`
  }

  await sweep()
  expect((await db.session.findMany()).map(({ id }) => id)).toEqual([living.id])
  expect(old.id).not.toBe(living.id)
  expect((await db.oneTimeLink.findMany()).map(({ id }) => id)).toEqual([alive.id])
  const waiting = await db.$queryRaw<{ key: string }[]>`SELECT "key" FROM graphile_worker.jobs ORDER BY "key"`
  const mails = [`reset:${userId}:${alive.id}`, "reset:1:waits"].map((key) => queueKey("mail", key))
  const kept = [...mails, queueKey("account/reset", "looked-at")]
  expect(waiting.map(({ key }) => key).sort()).toEqual(kept.sort())
  const known = (await db.mailSent.findMany({ orderBy: { key: "asc" } })).map(({ key }) => key)
  expect(known).toEqual(["reset:1:new", "reset:1:waits"])
})
