import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addedMail, verifyMail } from "@/lib/account/mail"
import { listFailedJobs } from "@/lib/jobs/failed"
import { forgetMail, mailWorks, queueMail } from "@/lib/mail/queue"
import { type MailServer, startMailServer } from "../fixtures/mail-server"
import { makeDatabase, type OwnApp, startApp } from "../fixtures/own-app"
import { until } from "../fixtures/until"

let server: MailServer
let database: Awaited<ReturnType<typeof makeDatabase>>
let apps: OwnApp[]

const link = "https://meet.example.com/verify/7Qm2xKabcdef"
const someone = () => `${randomUUID()}@example.com`
const newKey = () => `verify:${randomUUID()}:${randomUUID()}`
const verify = (name: string, locale: "en" | "ru") => verifyMail({ name, link, locale, minutes: 1440 })
const taken = (to: string) =>
  until("a mail", async () => {
    const [letter] = server.to(to)
    return letter ?? null
  })

beforeAll(async () => {
  server = await startMailServer()
  database = await makeDatabase()
  process.env.DATABASE_URL = database.url
  process.env.SMTP_URL = server.url
  process.env.MAIL_FROM = "Earshot of Anna <noreply@earshot.test>"
  // Two processes on one database, begun at the same time: both make the queue's tables.
  apps = await Promise.all([startApp(database.url), startApp(database.url)])
})

afterAll(async () => {
  for (const app of apps) await app.kill()
  await server.stop()
  await database.drop()
})

describe("a mail", () => {
  test.each([
    ["en", "Confirm your address", "The link works once, for 24 hours."],
    ["ru", "Подтвердите адрес", "Ссылка сработает один раз в течение 24 часов."],
  ] as const)("arrives in %s, as HTML and as text", async (locale, subject, sentence) => {
    expect(mailWorks()).toBe(true)
    const to = someone()
    await queueMail({ key: newKey(), to, mail: await verify("Zoë Ивановна 😀", locale) })
    const letter = await taken(to)
    expect(letter.subject).toBe(subject)
    expect(letter.to).toEqual([to])
    expect(letter.from).toMatchObject({ address: "noreply@earshot.test" })
    expect(Object.fromEntries(letter.headers)).toMatchObject({
      from: ["Earshot of Anna <noreply@earshot.test>"],
      to: [to],
      "auto-submitted": ["auto-generated"],
      "content-type": [expect.stringMatching(/^multipart\/alternative;/)],
    })
    for (const part of [letter.text, letter.html]) {
      expect(part).toContain("Zoë Ивановна 😀")
      expect(part).toContain(sentence)
      expect(part).toContain(link)
    }
    expect(letter.html).toContain("cid:mark")
    expect(letter.raw).toMatch(/Content-Id: <mark>/i)
  })

  test("is sent once, however often and by whomever it is queued, also long after", async () => {
    const [to, key] = [someone(), newKey()]
    const mail = await verify("Anna", "en")
    await Promise.all(Array.from({ length: 10 }, () => queueMail({ key, to, mail })))
    await taken(to)
    await until("its row", () => database.db.mailSent.findUnique({ where: { key } }))
    await queueMail({ key, to, mail })
    const after = someone()
    await queueMail({ key: newKey(), to: after, mail })
    await taken(after)
    await empty()
    expect(server.to(to)).toHaveLength(1)
  })

  test("one of sixty, shared by two processes, is neither lost nor doubled", async () => {
    const mail = await verify("Anna", "en")
    const people = Array.from({ length: 60 }, someone)
    await Promise.all(people.map((to) => queueMail({ key: newKey(), to, mail })))
    for (const to of people) await taken(to)
    await empty()
    expect(people.map((to) => server.to(to).length)).toEqual(people.map(() => 1))
    expect(new Set(people.map((to) => server.to(to)[0]?.messageId)).size).toBe(60)
  })

  test("that the server refuses for now is sent later, under the same id", async () => {
    const [to, key] = [someone(), newKey()]
    server.refuse({ step: "content", code: 451, text: `Try later, ${to}`, times: 1 })
    await queueMail({ key, to, mail: await verify("Anna", "en") })
    const failed = await until("its first failure", async () => {
      const [row] = await database.db.$queryRaw<{ error: string | null }[]>`
        SELECT "last_error" AS "error" FROM graphile_worker.jobs WHERE strpos("key", ${key}) > 0`
      return row?.error ?? null
    })
    expect(failed).toContain("451")
    expect(failed).not.toContain(to)
    const { messageId } = await taken(to)
    expect((await until("its row", () => database.db.mailSent.findUnique({ where: { key } }))).messageId).toBe(
      messageId,
    )
    for (const app of apps) expect(app.said()).not.toContain(to)
  })
})

describe("nobody else gets it", () => {
  test.each([
    "anna@example.com,bob@example.com",
    "anna@example.com\nbob@example.com",
    "anna@example.com\r\nBcc: bob@example.com",
    '"bob@evil.test x"@example.com',
    '"anna"@example.com',
    "Anna <anna@example.com>",
    "anna@example.com (bob@example.com)",
  ])("an address like %j is refused before it is queued", async (to) => {
    const mail = await verify("Anna", "en")
    await expect(queueMail({ key: newKey(), to, mail })).rejects.toMatchObject({
      code: "invalid",
      fields: { email: "email_invalid" },
    })
  })

  test.each([
    "Anna\r\nBcc: everyone@example.com",
    "Anna\r\n\r\n.\r\nMAIL FROM:<a@evil.test>",
    "Anna\n.\nRCPT TO:<everyone@example.com>",
    '"><script>alert(1)</script>',
    "https://evil.test/prize",
  ])("a name like %j adds neither a header nor a recipient nor a link", async (name) => {
    const to = someone()
    const mail = await addedMail({ name, by: name, link, locale: "en", days: 7 })
    await queueMail({ key: newKey(), to, mail: { ...mail, subject: `${mail.subject} ${name}` } })
    const letter = await taken(to)
    expect(letter.to).toEqual([to])
    for (const one of ["from", "to", "subject", "message-id", "date"]) expect(letter.headers.get(one)).toHaveLength(1)
    for (const one of ["bcc", "cc", "reply-to", "sender"]) expect(letter.headers.has(one)).toBe(false)
    expect(letter.html).not.toContain("<script")
    expect([...letter.html.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)).toEqual([link, link])
    expect(letter.text).not.toContain("https://evil.test")
    expect(server.to("everyone@example.com")).toEqual([])
  })
})

test("whoever is forgotten leaves no mail behind, sent, waiting or failed", async () => {
  const [id, to] = [randomUUID(), someone()]
  const mail = await verify("Anna", "en")
  await queueMail({ key: `verify:${id}:1`, to, mail })
  await taken(to)
  await until("its row", () => database.db.mailSent.findUnique({ where: { key: `verify:${id}:1` } }))
  server.refuse({ step: "recipient", code: 550, text: "no such user", times: 1 })
  await queueMail({ key: `reset:${id}:2`, to, mail })
  await until("its failure", async () => {
    const rows = await database.db.$queryRaw<object[]>`
      SELECT FROM graphile_worker.jobs WHERE strpos("key", ${id}) > 0 AND "last_error" IS NOT NULL`
    return rows.length > 0 ? true : null
  })
  await forgetMail(id)
  expect(await database.db.mailSent.count({ where: { key: { contains: id } } })).toBe(0)
  expect(await database.db.$queryRaw`SELECT FROM graphile_worker.jobs WHERE strpos("key", ${id}) > 0`).toEqual([])
  const operator = {
    kind: "user",
    id,
    name: "",
    email: "",
    role: "operator",
    locale: null,
    theme: null,
    timeZone: null,
  } as const
  expect(await listFailedJobs(operator)).toEqual([])
})

async function empty(): Promise<void> {
  await until("an empty queue", async () => {
    const rows = await database.db.$queryRaw<object[]>`SELECT FROM graphile_worker.jobs`
    return rows.length === 0 ? true : null
  })
}
