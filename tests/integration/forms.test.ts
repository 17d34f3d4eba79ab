import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { showSlug } from "@/lib/ids"
import { callAction } from "../fixtures/actions"
import { kept, markup, nothingVisible, tooLong } from "../fixtures/bad-text"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { refusalIn, submit, typedIn } from "../fixtures/forms"
import { makeRoom, makeUser, signedIn } from "../fixtures/rows"

const makeIn = (browser: Browser, name: string, page?: string) => submit(browser, "/rooms", "name", { name }, { page })

test("a room without a name is refused at its field, and nothing typed is lost", async () => {
  const user = await makeUser()
  const browser = await signedIn(user)
  for (const name of [...nothingVisible, ...tooLong.map((one) => one.slice(0, 6000))]) {
    const { status, body } = await makeIn(browser, name)
    expect(status).toBe(200)
    expect(refusalIn(body).badFields).toEqual(["name"])
    // What a form cannot carry (lone surrogates, line ends) a browser changes itself.
    if (/^[\w ]+$/.test(name)) expect(typedIn(body, "name")).toBe(name)
  }
  expect(await db().room.count({ where: { ownerId: user.id } })).toBe(0)
})

test.each(kept)("a room called %j is kept as %j", async (name, expected) => {
  const user = await makeUser()
  await makeIn(await signedIn(user), name)
  const rooms = await db().room.findMany({ where: { ownerId: user.id }, select: { name: true } })
  expect(rooms).toEqual([{ name: expected }])
})

test("markup in names is text wherever it is shown", async () => {
  const user = await makeUser({ name: markup })
  const { room } = await makeRoom(user, { name: `${markup}'"</title></script>` })
  const browser = await signedIn(user)
  for (const path of ["/rooms", `/r/${showSlug(room.slug)}`]) {
    const { status, body } = await browser.get(path)
    expect(status).toBe(200)
    expect(body).toContain("&lt;script&gt;alert(")
    expect(body).not.toContain("<script>alert(")
    expect(body).not.toContain("<img src=x")
    expect(body.split("</title>")).toHaveLength(2)
  }
})

test("sent twice makes one room, one after the other and at once", async () => {
  const user = await makeUser()
  const browser = await signedIn(user)
  const page = (await browser.get("/rooms")).body
  for (let i = 0; i < 2; i += 1) expect(refusalIn((await makeIn(browser, "Standup", page)).body).summary).toBeNull()
  await Promise.all([1, 2, 3].map(() => makeIn(browser, "Standup", page)))
  expect(await db().room.count({ where: { ownerId: user.id } })).toBe(1)
})

test("start now twice leads to one room", async () => {
  const user = await makeUser()
  const browser = await signedIn(user)
  const page = (await browser.get("/rooms")).body
  const answers = await Promise.all([1, 2].map(() => submit(browser, "/rooms", "requestId", {}, { page })))
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
  expect(await db().room.count({ where: { ownerId: user.id } })).toBe(1)
})

test("the same page with another name, or filled in again later, makes another room", async () => {
  const user = await makeUser()
  const browser = await signedIn(user)
  const page = (await browser.get("/rooms")).body
  await makeIn(browser, "Standup", page)
  await makeIn(browser, "Retro", page)
  const lately = new Date(Date.now() - 120_000)
  await db().room.updateMany({ where: { ownerId: user.id }, data: { createdAt: lately } })
  await makeIn(browser, "Standup", page)
  const names = await db().room.findMany({ where: { ownerId: user.id }, select: { name: true } })
  expect(names.map(({ name }) => name).sort()).toEqual(["Retro", "Standup", "Standup"])
})

test("somebody else's form number takes nothing from them", async () => {
  const { host, room } = await makeRoom(undefined, { name: "Theirs" })
  const user = await makeUser()
  const values = { name: "Theirs", requestId: room.id }
  await submit(await signedIn(user), "/rooms", "name", values)
  expect(await db().room.findUniqueOrThrow({ where: { id: room.id } })).toMatchObject({ ownerId: host.id })
  expect(await db().room.count({ where: { ownerId: user.id } })).toBe(1)
})

test("from another site is refused with 403, larger than any of ours with 413", async () => {
  const user = await makeUser()
  const browser = await signedIn(user)
  for (const origin of ["https://evil.test", "null", "garbage"])
    expect(await submit(browser, "/rooms", "name", { name: "Evil" }, { headers: { origin } })).toMatchObject({
      status: 403,
      body: '{"code":"foreign_origin","fields":{}}',
    })
  const called = await callAction(browser, "/rooms", "createRoom", "[]", { origin: "https://evil.test" })
  expect(called.status).toBe(403)
  expect(await makeIn(browser, "a".repeat(70_000))).toMatchObject({ status: 413 })
  expect(await db().room.count({ where: { ownerId: user.id } })).toBe(0)
})

test("signed out, a form makes nothing", async () => {
  const user = await makeUser()
  const browser = await signedIn(user)
  const page = (await browser.get("/rooms")).body
  const { body } = await submit(makeBrowser(), "/rooms", "name", { name: "Mine" }, { page })
  expect(body).not.toContain("Mine</h2>")
  expect(await db().room.count({ where: { ownerId: user.id } })).toBe(0)
})
