import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { User } from "@/lib/auth/actor"
import { AppError } from "@/lib/errors"
import { addJob, queueKey } from "@/lib/jobs/add"
import { dropFailedJob, listFailedJobs, retryFailedJob } from "@/lib/jobs/failed"
import { startJobs } from "@/lib/jobs/run"
import { queueMail } from "@/lib/mail/queue"
import { makeDatabase } from "../fixtures/own-app"
import { until } from "../fixtures/until"

const person: User = {
  kind: "user",
  id: randomUUID(),
  name: "Anna",
  email: "anna@earshot.test",
  role: "user",
  locale: null,
  theme: null,
  timeZone: null,
}
const operator: User = { ...person, role: "operator" }

let database: Awaited<ReturnType<typeof makeDatabase>>
let stop: () => Promise<unknown>

type Note = { word: string }
const done: string[] = []
const faults = new Map<string, number>()

/** Fails as often as it is told to, then notes that it was here. */
async function work(payload: unknown): Promise<void> {
  const { word } = payload as Note
  const left = faults.get(word) ?? 0
  if (left > 0) {
    faults.set(word, left - 1)
    throw new Error(`The server said 550 <anna.secret@example.com>\nno such user ${word}`)
  }
  done.push(word)
}

async function brokenClock(): Promise<void> {
  throw new Error("no luck with <anna.secret@example.com>")
}

const times = (word: string) => done.filter((one) => one === word).length
const jobs = (key: string) =>
  database.db.$queryRaw<{ id: string; attempts: number; wait: number; locked: boolean }[]>`
    SELECT "id"::text, "attempts"::int, extract(epoch FROM "run_at" - now())::float AS "wait",
      "locked_at" IS NOT NULL AS "locked"
    FROM graphile_worker.jobs WHERE "key" = ${queueKey("work", key)}`

const ran = (word: string) => until(`${word} is done`, async () => (times(word) > 0 ? true : null), 20_000)

beforeAll(async () => {
  database = await makeDatabase()
  process.env.DATABASE_URL = database.url
  process.env.SMTP_URL = ""
  stop = await startJobs({ work }, [{ job: "clock/broken", cron: "0 0 1 1 *", run: brokenClock }])
})

afterAll(async () => {
  await stop()
  await database.drop()
})

describe("a job", () => {
  test("added twenty times at once under one key is done once", async () => {
    const word = randomUUID()
    const runAt = new Date(Date.now() + 1000)
    await Promise.all(Array.from({ length: 20 }, () => addJob("work", { word }, { key: word, runAt })))
    await ran(word)
    await until("the queue has let go of it", async () => ((await jobs(word)).length === 0 ? true : null))
    expect(times(word)).toBe(1)
  })

  test("is taken up within a second", async () => {
    const word = randomUUID()
    const began = Date.now()
    await addJob("work", { word }, { key: word })
    await ran(word)
    expect(Date.now() - began).toBeLessThan(1000)
  })

  test("comes with what was decided, or not at all", async () => {
    const [kept, dropped] = [randomUUID(), randomUUID()]
    await database.db.$transaction((tx) => addJob("work", { word: kept }, { key: kept, tx }))
    await database.db
      .$transaction(async (tx) => {
        await addJob("work", { word: dropped }, { key: dropped, tx })
        throw new Error("changed my mind")
      })
      .catch(() => {})
    await ran(kept)
    expect(await jobs(dropped)).toEqual([])
    expect(times(dropped)).toBe(0)
  })

  test("cannot be read in the database while it waits", async () => {
    const word = `marker-${randomUUID()}`
    const runAt = new Date(Date.now() + 60_000)
    await addJob("work", { word, to: "marker@example.com" }, { key: "sealed", runAt })
    const rows = await database.db.$queryRaw<object[]>`SELECT row_to_json(j) FROM graphile_worker._private_jobs j`
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/marker/)
  })
})

describe("a job that fails", () => {
  test("is tried again, each time after a longer wait, until it is done", async () => {
    const word = randomUUID()
    faults.set(word, 3)
    await addJob("work", { word }, { key: word })
    const waits: number[] = []
    for (const attempt of [1, 2, 3]) {
      const job = await until(`try ${attempt}`, async () => {
        const [one] = await jobs(word)
        return one && one.attempts === attempt && !one.locked ? one : null
      })
      waits.push(job.wait)
      await database.db.$queryRaw`
        SELECT "id" FROM graphile_worker.reschedule_jobs(ARRAY[${job.id}]::bigint[], run_at => now())`
      // A changed time wakes nobody; a new job does.
      await addJob("work", { word: "wake" }, { key: randomUUID() })
    }
    await ran(word)
    expect(times(word)).toBe(1)
    const [first = 0, second = 0, third = 0] = waits
    expect(first).toBeGreaterThan(1)
    expect(second).toBeGreaterThan(2 * first)
    expect(third).toBeGreaterThan(2 * second)
  })

  test("for good is shown to the operator, without addresses, and can be tried again", async () => {
    const word = randomUUID()
    faults.set(word, 1)
    await addJob("work", { word }, { key: word, maxAttempts: 1 })
    const failed = await until("it is listed", async () => {
      return (await listFailedJobs(operator)).find(({ key }) => key === word) ?? null
    })
    expect(failed).toMatchObject({ name: "work", attempts: 1, failedAt: expect.any(Date) })
    expect(failed.error).toBe(`The server said 550 <…@…> no such user ${word}`)

    await addJob("work", { word }, { key: word })
    expect(times(word)).toBe(0)

    await retryFailedJob(operator, failed.id)
    await addJob("work", { word: "wake" }, { key: randomUUID() })
    await ran(word)
    expect(times(word)).toBe(1)
    expect((await listFailedJobs(operator)).some(({ key }) => key === word)).toBe(false)
  })

  test("work by the clock that fails is shown as well, until its hour comes again", async () => {
    // As the runner adds it when its minute has come.
    const itsHour = () => database.db.$queryRaw`
      SELECT "id" FROM graphile_worker.add_job('clock/broken', '{"_cron":{}}'::json, max_attempts => 1, job_key => 'clock/broken')`
    const shown = async () => (await listFailedJobs(operator)).filter(({ name }) => name === "clock/broken")
    await itsHour()
    const [first] = await until("it is listed", async () => {
      const jobs = await shown()
      return jobs.length > 0 ? jobs : null
    })
    expect(first).toMatchObject({ key: null, error: "no luck with <…@…>" })
    await itsHour()
    const again = await until("it has failed anew", async () => {
      const jobs = await shown()
      return jobs[0] && first && jobs[0].failedAt > first.failedAt ? jobs : null
    })
    expect(again).toHaveLength(1)
  })

  test("for good can be given up", async () => {
    const word = randomUUID()
    faults.set(word, 1)
    await addJob("work", { word }, { key: word, maxAttempts: 1 })
    const { id } = await until("it is listed", async () => {
      return (await listFailedJobs(operator)).find(({ key }) => key === word) ?? null
    })
    await dropFailedJob(operator, id)
    expect(await jobs(word)).toEqual([])
    await expect(dropFailedJob(operator, id)).rejects.toMatchObject({ code: "not_found" })
    await expect(retryFailedJob(operator, "nonsense")).rejects.toMatchObject({ code: "not_found" })
  })

  test("is nobody's business but the operator's", async () => {
    for (const ask of [listFailedJobs(person), retryFailedJob(person, "1"), dropFailedJob(person, "1")])
      await expect(ask).rejects.toEqual(new AppError("forbidden"))
  })

  test("one that waits is not among the failed ones, so nobody can push or drop it there", async () => {
    const key = randomUUID()
    await addJob("work", { word: key }, { key, runAt: new Date(Date.now() + 60_000) })
    const [job] = await jobs(key)
    await expect(dropFailedJob(operator, job?.id ?? "")).rejects.toMatchObject({ code: "not_found" })
    expect(await jobs(key)).toHaveLength(1)
  })
})

test("when the database drops every connection, work goes on by itself", async () => {
  await database.db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`
  const word = randomUUID()
  await until("it can be added", () =>
    addJob("work", { word }, { key: word }).then(
      () => true,
      () => null,
    ),
  )
  await ran(word)
})

test("without a mail server no mail is queued", async () => {
  const mail = { subject: "s", html: "h", text: "t" }
  await expect(queueMail({ key: "x:1", to: "anna@example.com", mail })).rejects.toMatchObject({ code: "mail_off" })
})
