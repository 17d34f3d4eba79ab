import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { sweep } from "@/lib/account/data/sweep"
import { sweepUnused } from "@/lib/calls/data/sweep"
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

test("places that were only made ready go after a day, and calls that nobody came into", async () => {
  const { db } = database
  const owner = await db.user.create({ data: { email: "boris@earshot.test", name: "Boris" } })
  const room = await db.room.create({ data: { slug: randomUUID(), name: "Room", ownerId: owner.id } })
  const call = (startedAt: Date | null, endedAt: Date | null) =>
    db.call.create({ data: { roomId: room.id, startedAt, endedAt } })
  const [held, empty, open] = [await call(ago(3), ago(2)), await call(null, ago(2)), await call(null, null)]
  const place = (callId: string, name: string, rest: { createdAt: Date; joinedAt?: Date; revokedAt?: Date }) =>
    db.participant.create({ data: { callId, name, actorKey: `g:${randomUUID()}`, role: "speaker", ...rest } })
  await place(held.id, "Came", { createdAt: ago(3), joinedAt: ago(3) })
  await place(held.id, "Looked in", { createdAt: ago(3) })
  await place(empty.id, "Looked in as well", { createdAt: ago(2) })
  await place(open.id, "About to come", { createdAt: ago(0) })
  await place(open.id, "Removed", { createdAt: ago(2), revokedAt: ago(2) })

  await sweepUnused()
  const names = (await db.participant.findMany({ orderBy: { name: "asc" } })).map(({ name }) => name)
  expect(names).toEqual(["About to come", "Came", "Removed"])
  expect((await db.call.findMany()).map(({ id }) => id).sort()).toEqual([held.id, open.id].sort())
})
