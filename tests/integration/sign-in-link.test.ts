import { expect, test } from "vitest"
import { db } from "@/lib/db"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { submit, withoutNonces } from "../fixtures/forms"
import { isSignedIn, mailStack, newAddress, tokenOf } from "../fixtures/mail-stack"
import { makeUser } from "../fixtures/rows"

const { open, mailTo, letters, pathIn, settled } = mailStack()
const ask = (email: string) => submit(open(), "/link", "email", { email })
const use = (browser: Browser, path: string, page?: string) =>
  submit(browser, path, "token", { token: tokenOf(path) }, { page })

test("a mailed link signs in at a press, once, for 15 minutes; looking at it does nothing", async () => {
  const user = await makeUser()
  await ask(user.email)
  const path = pathIn((await mailTo(user.email)).text)
  const { createdAt, expiresAt } = await db().oneTimeLink.findFirstOrThrow({ where: { userId: user.id } })
  expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)).toBe(15)
  const browser = open()
  const page = (await browser.get(path)).body
  await browser.get(path)
  expect(await isSignedIn(browser)).toBe(false)
  expect(await use(browser, path)).toMatchObject({ status: 303, headers: { location: "/rooms" } })
  expect(await isSignedIn(browser)).toBe(true)
  expect((await db().user.findUniqueOrThrow({ where: { id: user.id } })).emailVerifiedAt).not.toBeNull()
  const again = open()
  expect((await use(again, path, page)).body).toContain("This link does not work any more")
  expect(await isSignedIn(again)).toBe(false)
})

test("five presses at once sign in one browser", async () => {
  const user = await makeUser()
  await ask(user.email)
  const path = pathIn((await mailTo(user.email)).text)
  const page = (await open().get(path)).body
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => use(open(), path, page)))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(await db().session.count({ where: { userId: user.id } })).toBe(1)
})

test("expired, of a shut account, or dead by a new password, it opens nothing", async () => {
  const users = [await makeUser(), await makeUser(), await makeUser()]
  const paths: string[] = []
  for (const { email } of users) {
    await ask(email)
    paths.push(pathIn((await mailTo(email)).text))
  }
  const page = (await open().get(paths[0] ?? "")).body
  const [expired, shut, changed] = users.map(({ id }) => id)
  await db().oneTimeLink.updateMany({ where: { userId: expired }, data: { expiresAt: new Date() } })
  await db().user.updateMany({ where: { id: shut }, data: { disabledAt: new Date() } })
  await submit(open(), "/reset", "email", { email: users[2]?.email ?? "" })
  const reset = pathIn((await mailTo(users[2]?.email ?? "", 2)).text)
  await submit(open(), reset, "token", { password: "another long one" })
  for (const path of paths) expect((await use(open(), path, page)).status).toBe(200)
  const where = { userId: { in: [expired ?? "", shut ?? ""] } }
  expect(await db().session.count({ where })).toBe(0)
  expect(await db().session.count({ where: { userId: changed } })).toBe(1)
})

test("a known and an unknown address get the same page, and only the first a mail", async () => {
  const [user, unknown] = [await makeUser(), newAddress()]
  const pages = []
  for (const email of [user.email, unknown])
    pages.push(withoutNonces((await ask(email)).body).replaceAll(email, "EMAIL"))
  expect(pages[0]).toBe(pages[1])
  await mailTo(user.email)
  await settled()
  expect(letters(unknown)).toEqual([])
})

test("without a mail server it is not offered", async () => {
  expect((await makeBrowser().get("/link")).status).toBe(404)
  expect((await makeBrowser().get("/sign-in")).body).not.toContain('href="/link"')
})
