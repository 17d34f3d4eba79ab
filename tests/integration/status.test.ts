import { randomUUID } from "node:crypto"
import { PrismaPg } from "@prisma/adapter-pg"
import pg from "pg"
import { expect, test } from "vitest"
import { addJob } from "@/lib/jobs/add"
import * as status from "@/lib/status/data"
import { PrismaClient } from "@/prisma/generated/client"
import { makeBrowser } from "../fixtures/browser"
import { submit } from "../fixtures/forms"
import { given } from "../fixtures/ground"
import { makeUser, signedIn } from "../fixtures/rows"
import { startSwitch } from "../fixtures/tcp-switch"
import { until } from "../fixtures/until"

const makeOperator = () => makeUser({ name: "Olga Operator", role: "operator" })

type Operator = Awaited<ReturnType<typeof makeOperator>>

const listed = async (operator: Operator) => (await status.serverStatus(operator)).jobs ?? []

/** A mail that cannot leave: the stack under test has no mail server. */
async function failedMail(operator: Operator) {
  const before = (await listed(operator)).map(({ id }) => id)
  const key = `reset:${randomUUID()}`
  const mail = { subject: "s", html: "h", text: "t" }
  await addJob("mail", { key, to: "marker.person@earshot.test", mail }, { key, maxAttempts: 1 })
  return until("it has failed for good", async () => {
    const jobs = await listed(operator)
    return jobs.find(({ id, kind }) => kind === "reset" && !before.includes(id)) ?? null
  })
}

const now = async (operator: Operator, id: string) => (await listed(operator)).find((job) => job.id === id)

test("an operator sees what was given up and why, in words and without addresses; others see nothing", async () => {
  const operator = await makeOperator()
  const job = await failedMail(operator)
  const { body } = await (await signedIn(operator)).get("/status")
  expect(body).toContain("Mail with a link to a new password")
  expect(body).toContain("There is no mail server any more: SMTP_URL is not set.")
  expect(body).toContain("Not set up")
  expect(body).not.toContain("marker.person")

  const user = await makeUser()
  const other = await (await signedIn(user)).get("/status")
  expect(other.status).toBe(404)
  expect(other.body).not.toContain('name="jobId"')
  expect((await makeBrowser().get("/status")).status).toBe(307)
  for (const deed of [
    () => status.serverStatus(user),
    () => status.retryJob(user, job.id),
    () => status.dropJob(user, job.id),
  ])
    await expect(deed()).rejects.toMatchObject({ code: "forbidden" })
  await status.dropJob(operator, job.id)
  expect(await now(operator, job.id)).toBeUndefined()
})

test.each(["cut", "silent"] as const)("a database whose wire is %s is said not to answer", async (state) => {
  const operator = await makeOperator()
  const wire = await startSwitch()
  const url = new URL(given("DATABASE_URL"))
  wire.to(Number(url.port))
  url.port = String(wire.port)
  // As a page of this process asks it, over a wire of its own.
  const before = globalThis.earshotDatabase
  const own = new pg.Pool({ connectionString: url.href, max: 10, connectionTimeoutMillis: 4000 })
  own.on("error", () => {})
  globalThis.earshotDatabase = { pool: own, client: new PrismaClient({ adapter: new PrismaPg(own) }) }
  try {
    expect(await status.serverStatus(operator)).toMatchObject({ database: true, jobs: expect.any(Array) })
    wire.set(state)
    expect(await status.serverStatus(operator)).toMatchObject({ database: false, sfu: true, jobs: null })
  } finally {
    globalThis.earshotDatabase = before
    wire.close()
  }
})

test("“Try again” does it once more, also without script; the operator's form sent by somebody else does nothing", async () => {
  const operator = await makeOperator()
  const job = await failedMail(operator)
  const browser = await signedIn(operator)
  const page = (await browser.get("/status")).body
  const sent = { jobId: job.id }
  await submit(await signedIn(await makeUser()), "/status", "jobId", sent, { page })
  expect((await now(operator, job.id))?.failedAt).toEqual(job.failedAt)

  expect((await submit(browser, "/status", "jobId", sent, { page })).status).toBe(200)
  await until("it has failed again", async () => {
    const one = await now(operator, job.id)
    return one && one.failedAt > job.failedAt ? one : null
  })
  await status.dropJob(operator, job.id)
  const gone = await submit(browser, "/status", "jobId", sent, { page })
  expect(gone.body).toContain("That is not there any more.")
  for (const jobId of ["1 or 1", "", "9".repeat(30)])
    expect((await submit(browser, "/status", "jobId", { jobId }, { page })).status).toBe(200)
})
