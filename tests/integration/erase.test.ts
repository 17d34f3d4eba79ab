import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import { showSlug } from "@/lib/ids"
import { addJob } from "@/lib/jobs/add"
import { unseal } from "@/lib/jobs/seal"
import * as people from "@/lib/people/data"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { postEnter } from "../fixtures/entering"
import { refusalIn, submit } from "../fixtures/forms"
import { isSignedIn, mailStack, newAddress } from "../fixtures/mail-stack"
import { makeRoom, makeUser } from "../fixtures/rows"
import { until } from "../fixtures/until"

const { url, dir, open, mailTo, letters, signUp, signedIn, askReset, delay, hold, letGo } = mailStack()
const page = "/settings/erase"
const erase = (browser: Browser, values: Record<string, string>) => submit(browser, page, "rooms", values)

/** Every row of every table, the queue's included, as a dump has it, and behind them what is sealed in them. */
async function dump(): Promise<string> {
  const text = await rowsOf()
  const sealed = [...text.matchAll(/sealed[^\w-]+([\w-]{40,})/g)].map(([, body = ""]) => JSON.stringify(unseal(body)))
  return [text, ...sealed].join("\n")
}

async function rowsOf(): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`
  const rows = await Promise.all(
    tables.map(({ name }) =>
      db().$queryRawUnsafe<{ row: string | null }[]>(`SELECT string_agg(t::text, E'\n') AS row FROM ${name} t`),
    ),
  )
  expect(tables.length).toBeGreaterThan(10)
  return rows.flatMap((one) => one.map(({ row }) => row ?? "")).join("\n")
}

const logs = () =>
  readdirSync(join(dir(), "logs"))
    .map((name) => readFileSync(join(dir(), "logs", name), "utf8"))
    .join("\n")

/** Somebody who did everything here that leaves a trace. */
async function someoneWithTraces() {
  const mark = crypto.randomUUID().slice(0, 8)
  const user = await makeUser({ name: `Zora${mark} Quill` })
  const email = `zora.${mark}@earshot.test`
  await db().user.update({ where: { id: user.id }, data: { email } })
  const person = { ...user, email }
  const browser = await signedIn(person)
  await db().session.create({ data: { userId: user.id, userAgent: "Firefox", expires: new Date(Date.now() + 1e6) } })
  await db().identity.create({ data: { userId: user.id, issuer: "https://id.earshot.test/", subject: `sub-${mark}` } })
  const { room } = await makeRoom(person, { name: `Room of ${user.name}` })
  const { room: gone } = await makeRoom(person, { name: `${user.name}, deleted`, deletedAt: new Date() })
  const { room: theirs } = await makeRoom(await makeUser())
  for (const one of [room, theirs]) {
    const entered = await postEnter(browser, one.slug, { name: user.name })
    expect(entered.status).toBe(200)
  }
  await askReset(email)
  await mailTo(email)
  const wanted = `zora.new.${mark}@earshot.test`
  await submit(browser, "/settings", "email", { email: wanted, currentPassword: user.password })
  await mailTo(wanted)
  return { person, browser, room, gone, theirs, mark }
}

/** Somebody whom mails wait for: those that others asked for, and those that were for links used up since. */
async function someoneWithWaitingMail() {
  const mark = crypto.randomUUID().slice(0, 8)
  const [name, email] = [`Zora${mark} Quill`, `zora.${mark}@earshot.test`]
  delay(1000)
  const operator = await makeUser({ role: "operator" })
  const { token } = await people.addPerson(operator, { name, email })
  await signUp(email, name)
  await until("mails that wait", async () => ((await waiting()) >= 2 ? true : null))
  const browser = open()
  const password = "a long password"
  await submit(browser, `/welcome/${token}`, "token", { token, name, password })
  const { id } = await db().user.findUniqueOrThrow({ where: { email } })
  await askReset(email)
  await until("a mail that waits", async () => ((await waiting()) >= 1 ? true : null))
  const runAt = new Date(Date.now() + 3_600_000)
  const wanted = `zora.new.${mark}@earshot.test`
  await addJob(
    "account/sign-up",
    { email: email.toUpperCase(), name, locale: "en" },
    { key: crypto.randomUUID(), runAt },
  )
  await addJob("account/address", { userId: id, email: wanted }, { key: crypto.randomUUID(), runAt })
  return { browser, mark, password }
}

/** How many mails have failed so far and wait for their next try. */
async function waiting(): Promise<number> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM graphile_worker.jobs
    WHERE "task_identifier" = 'mail' AND "last_error" IS NOT NULL AND "locked_at" IS NULL`
  return rows.length
}

describe("erasing one's account", () => {
  test("leaves nothing in mails and askings that wait, whosesoever they were", async () => {
    const { browser, mark, password } = await someoneWithWaitingMail()
    expect(await dump()).toContain(mark)
    expect(await erase(browser, { rooms: "delete", currentPassword: password })).toMatchObject({ status: 303 })
    delay(0)
    expect((await dump()).toLowerCase()).not.toContain(mark)
  })

  test("finds a mail that is on its way at this moment: it is sent now or never", async () => {
    const mark = crypto.randomUUID().slice(0, 8)
    const user = await makeUser({ name: `Zora${mark}` })
    const browser = await signedIn(user)
    const reached = hold()
    await askReset(user.email)
    await reached
    await erase(browser, { rooms: "delete", currentPassword: user.password })
    letGo(new Error("later"))
    await until("its end", async () => {
      const rows = await db().$queryRaw<unknown[]>`
        SELECT 1 FROM graphile_worker.jobs WHERE "task_identifier" = 'mail' AND "locked_at" IS NOT NULL`
      return rows.length === 0 ? true : null
    })
    const after = await dump()
    for (const trace of [mark, user.email]) expect(after).not.toContain(trace)
    expect(letters(user.email)).toEqual([])
  })

  test("leaves no name, no address and no mail in the database, its queue or the logs", async () => {
    const { person, browser, room, theirs, mark } = await someoneWithTraces()
    expect(await dump()).toContain(mark)
    const answer = await erase(browser, { rooms: "delete", currentPassword: person.password })
    expect(answer).toMatchObject({ status: 303, headers: { location: "/goodbye" } })
    expect((await browser.get("/goodbye")).body).toContain("Your account is erased")
    expect(await isSignedIn(browser)).toBe(false)
    const after = await dump()
    for (const trace of [mark, person.name, person.email, person.id]) expect(after).not.toContain(trace)
    for (const trace of [mark, person.email]) expect(logs()).not.toContain(trace)
    expect((await open().get(`/r/${showSlug(room.slug)}`)).status).toBe(404)
    expect((await open().get(`/r/${showSlug(theirs.slug)}`)).status).toBe(200)
    expect(await db().participant.count({ where: { call: { roomId: theirs.id } } })).toBe(1)
  })

  test("passes rooms on: their links live, their names forget; what was deleted before is gone for good", async () => {
    const { person, browser, room, gone, mark } = await someoneWithTraces()
    const heir = await makeUser({ name: "Boris Klein" })
    await db().user.update({ where: { id: heir.id }, data: { locale: "ru" } })
    const values = { rooms: "pass", currentPassword: person.password, heir: heir.email.toUpperCase() }
    expect(await erase(browser, values)).toMatchObject({ status: 303 })
    expect(await db().room.findUniqueOrThrow({ where: { id: room.id } })).toMatchObject({
      ownerId: heir.id,
      name: "Room of Boris Klein",
    })
    expect(await db().room.count({ where: { id: gone.id } })).toBe(0)
    expect((await open().get(`/r/${showSlug(room.slug)}`)).status).toBe(200)
    const after = await dump()
    for (const trace of [mark, person.id]) expect(after).not.toContain(trace)
    const told = await mailTo(heir.email)
    expect(told.text).toContain("Вам передали комнаты")
    expect(told.text).toContain("Room of Boris Klein")
    expect(told.text).toContain(`${url()}/rooms`)
    for (const trace of [mark, person.email]) expect(told.raw + told.text).not.toContain(trace)
  })

  test("takes the person out of calls at once", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    const { room } = await makeRoom()
    const { token } = (await postEnter(browser, room.slug, { name: "Anna" })).json() as { token: string }
    const gate = () => open().get(`/rtc/validate?access_token=${token}`)
    expect((await gate()).status).toBe(200)
    await erase(browser, { rooms: "delete", currentPassword: user.password })
    expect((await gate()).status).toBe(403)
  })

  test("asks for the password, and for an heir with an account; else nothing happens", async () => {
    const user = await makeUser()
    const { room } = await makeRoom(user)
    const browser = await signedIn(user)
    const shut = await makeUser({ disabledAt: new Date() })
    const wrong = await erase(browser, { rooms: "delete", currentPassword: "not this one" })
    expect(refusalIn(wrong.body).badFields).toEqual(["currentPassword"])
    for (const heir of [newAddress(), user.email, shut.email]) {
      const { body } = await erase(browser, { rooms: "pass", heir, currentPassword: user.password })
      expect(refusalIn(body).badFields).toEqual(["heir"])
    }
    for (const rooms of ["", "keep"]) await erase(browser, { rooms, currentPassword: user.password })
    expect(await isSignedIn(browser)).toBe(true)
    expect(await db().room.findUniqueOrThrow({ where: { id: room.id } })).toMatchObject({ ownerId: user.id })
  })

  test("is refused to the last operator", async () => {
    await db().user.updateMany({ where: { role: "operator" }, data: { role: "user" } })
    const operator = await makeUser({ role: "operator" })
    const browser = await signedIn(operator)
    expect((await browser.get(page)).body).toContain("You are the only operator here")
    const other = await makeUser({ role: "operator" })
    const form = (await browser.get(page)).body
    await people.setRole(operator, other.id, "user")
    const values = { rooms: "delete", currentPassword: operator.password }
    await submit(browser, page, "rooms", values, { page: form })
    expect(await db().user.count({ where: { id: operator.id } })).toBe(1)
  })
})

describe("one's own data", () => {
  test("is a file with account, browsers, rooms and calls, and without secrets or other people's", async () => {
    const user = await makeUser({ name: "Zoë" })
    const browser = await signedIn(user)
    const { room } = await makeRoom(user)
    const { host, room: theirs } = await makeRoom(undefined, { name: "Their room" })
    await postEnter(browser, theirs.slug, { name: "Zoë here" })
    const { headers, body, json } = await browser.get("/api/account/export")
    expect(headers["content-disposition"]).toBe('attachment; filename="earshot.json"')
    expect(headers["cache-control"]).toBe("private, no-store")
    expect(json()).toMatchObject({
      account: { name: "Zoë", email: user.email },
      signedInBrowsers: [{ lastSeenAt: expect.any(String) }],
      rooms: [{ slug: room.slug }],
      calls: [{ room: "Their room", name: "Zoë here" }],
    })
    expect(body).not.toMatch(/argon2|passwordHash|tokenHash/)
    expect(body).not.toContain(host.email)
    expect(body).not.toContain(theirs.slug)
  })

  test("is given to nobody who is signed out", async () => {
    expect((await makeBrowser({ url: url() }).get("/api/account/export")).status).toBe(401)
  })
})
