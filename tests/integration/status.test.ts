import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { addJob } from "@/lib/jobs/add"
import * as status from "@/lib/status/data"
import { makeBrowser } from "../fixtures/browser"
import { submit } from "../fixtures/forms"
import { makeUser, signedIn } from "../fixtures/rows"
import { until } from "../fixtures/until"

const makeOperator = () => makeUser({ name: "Olga Operator", role: "operator" })

/** A mail that cannot leave: the stack under test has no mail server. */
async function failedMail(operator: Awaited<ReturnType<typeof makeOperator>>) {
  const key = `reset:${randomUUID()}`
  const mail = { subject: "s", html: "h", text: "t" }
  await addJob("mail", { key, to: "marker.person@earshot.test", mail }, { key, maxAttempts: 1 })
  const found = () => listed(operator).then((jobs) => jobs[0] ?? null)
  return until("it has failed for good", found)
}

const listed = async (operator: Awaited<ReturnType<typeof makeOperator>>) =>
  (await status.serverStatus(operator)).jobs.filter(({ kind }) => kind === "reset")

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
  expect(other.body).not.toContain("Mail with a link")
  expect((await makeBrowser().get("/status")).status).toBe(307)
  for (const deed of [
    () => status.serverStatus(user),
    () => status.retryJob(user, job.id),
    () => status.dropJob(user, job.id),
  ])
    await expect(deed()).rejects.toMatchObject({ code: "forbidden" })
  await status.dropJob(operator, job.id)
  expect(await listed(operator)).toEqual([])
})

test("“Try again” does it once more, also without script; the operator's form sent by somebody else does nothing", async () => {
  const operator = await makeOperator()
  const job = await failedMail(operator)
  const browser = await signedIn(operator)
  const page = (await browser.get("/status")).body
  const sent = { jobId: job.id }
  await submit(await signedIn(await makeUser()), "/status", "jobId", sent, { page })
  expect((await listed(operator))[0]?.failedAt).toEqual(job.failedAt)

  expect((await submit(browser, "/status", "jobId", sent, { page })).status).toBe(200)
  const again = await until("it has failed again", async () => {
    const [one] = await listed(operator)
    return one && one.failedAt > job.failedAt ? one : null
  })
  expect(again.id).toBe(job.id)
  await status.dropJob(operator, job.id)
  const gone = await submit(browser, "/status", "jobId", sent, { page })
  expect(gone.body).toContain("That is not there any more.")
  for (const jobId of ["1 or 1", "", "9".repeat(30)])
    expect((await submit(browser, "/status", "jobId", { jobId }, { page })).status).toBe(200)
})
