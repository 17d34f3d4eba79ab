import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import { markup } from "../fixtures/bad-text"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { refusalIn, submit, withoutNonces } from "../fixtures/forms"
import { isSignedIn, mailStack, newAddress, tokenOf } from "../fixtures/mail-stack"
import { makeUser } from "../fixtures/rows"

const { url, open, mailTo, signUp, signedIn, askReset, pathIn, letters } = mailStack()

describe("signing up", () => {
  test("mails a link; behind it name and password; the address is confirmed by it", async () => {
    const email = newAddress()
    expect((await signUp(email)).body).toContain("Look in your mail")
    const path = pathIn((await mailTo(email)).text)
    expect(await db().user.count({ where: { email } })).toBe(0)
    const browser = open()
    const answer = await submit(browser, path, "token", { name: "Mei Tanaka", password: "a long password" })
    expect(answer).toMatchObject({ status: 303, headers: { location: "/rooms" } })
    expect(await isSignedIn(browser)).toBe(true)
    const made = await db().user.findUniqueOrThrow({ where: { email } })
    expect(made).toMatchObject({ name: "Mei Tanaka", role: "user" })
    expect(made.emailVerifiedAt).not.toBeNull()
    expect((await open().get(path)).body).not.toContain('name="password"')
  })

  test("its link dies after a day, and makes no account then", async () => {
    const email = newAddress()
    await signUp(email)
    const path = pathIn((await mailTo(email)).text)
    const { createdAt, expiresAt } = await db().oneTimeLink.findFirstOrThrow({ where: { email } })
    expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)).toBe(24 * 60)
    const page = (await open().get(path)).body
    expect(page).toContain('name="password"')
    await db().oneTimeLink.updateMany({ where: { email }, data: { expiresAt: new Date() } })
    expect((await open().get(path)).body).not.toContain('name="password"')
    const sent = await submit(open(), path, "token", { name: "Mei", password: "a long password" }, { page })
    expect(sent.body).toContain("This link does not work any more")
    expect(await db().user.count({ where: { email } })).toBe(0)
  })

  test("with an address that has an account looks the same; its owner is told by mail, and gets no link to a password", async () => {
    const [user, unknown] = [await makeUser(), newAddress()]
    const pages = []
    for (const email of [user.email, unknown])
      pages.push(withoutNonces((await signUp(email)).body).replaceAll(email, "EMAIL"))
    expect(pages[0]).toBe(pages[1])
    const { text } = await mailTo(user.email)
    expect(text).toContain(`${url()}/sign-in`)
    expect(text).not.toMatch(/\/(reset|welcome|confirm)\//)
  })

  test.each([
    "a@b.test,c@d.test",
    "a@b.test\nBcc: c@d.test",
    '"quoted part"@earshot.test',
    "Mei <mei@earshot.test>",
    "mei@earshot.test, x",
    "(comment)mei@earshot.test",
  ])("%j is refused at its field, and nothing is sent", async (email) => {
    const { body } = await signUp(email)
    expect(refusalIn(body).badFields).toEqual(["email"])
    for (const [part] of email.matchAll(/[\w.]+@[\w.]+/g)) expect(letters(part)).toEqual([])
  })

  test("a name is text in the mail and on the page, whatever it holds", async () => {
    const email = newAddress()
    await signUp(email, `${markup.slice(0, 40)}\r\nBcc: x@y.test`)
    const { html, headers, text } = await mailTo(email)
    expect(html).not.toContain("<script>")
    expect(headers.has("bcc")).toBe(false)
    const { body } = await open().get(pathIn(text))
    expect(body).not.toContain("<script>alert(")
  })

  test("is closed where the operator has not opened it", async () => {
    const closed = makeBrowser()
    const { body } = await closed.get("/sign-up")
    expect(body).toContain("Accounts are made by invitation</h1>")
    expect((await closed.get("/sign-in")).body).not.toContain('href="/sign-up"')
    expect((await closed.get("/reset")).body).not.toContain('name="email"')
    // The form of a server where it is open, sent to one where it is not.
    const page = (await open().get("/sign-up")).body
    const email = newAddress()
    const answer = await submit(closed, "/sign-up", "email", { email, name: "Mei" }, { page })
    expect(answer.body).not.toContain("Look in your mail")
  })
})

describe("another address", () => {
  const change = (browser: Browser, email: string, currentPassword: string) =>
    submit(browser, "/settings", "email", { email, currentPassword })
  const confirm = (browser: Browser, path: string) => submit(browser, path, "token", {})

  test("asks for the password, counts when it is confirmed there, and is told to the old one", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    const email = newAddress()
    expect(refusalIn((await change(browser, email, "not this one")).body).badFields).toEqual(["currentPassword"])
    expect((await change(browser, email, user.password)).body).toContain("Look in the mail of")
    const path = pathIn((await mailTo(email)).text)
    const notice = await mailTo(user.email)
    expect(notice.text).toContain(email)
    expect(notice.text).not.toMatch(/\/confirm\//)
    await browser.get(path)
    expect(await db().user.count({ where: { email } })).toBe(0)

    await askReset(user.email)
    const reset = pathIn((await mailTo(user.email, 2)).text)
    expect(await confirm(browser, path)).toMatchObject({ status: 303, headers: { location: "/confirm/done" } })
    const row = await db().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(row.email).toBe(email)
    expect(row.emailVerifiedAt).not.toBeNull()
    expect((await open().get(reset)).body).not.toContain('name="password"')
    expect((await browser.get(path)).body).toContain("This link does not work any more")
  })

  test("is not taken by a link that is a day old", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    const email = newAddress()
    await change(browser, email, user.password)
    const path = pathIn((await mailTo(email)).text)
    const { createdAt, expiresAt } = await db().oneTimeLink.findFirstOrThrow({ where: { userId: user.id } })
    expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)).toBe(24 * 60)
    const page = (await browser.get(path)).body
    await db().oneTimeLink.updateMany({ where: { userId: user.id }, data: { expiresAt: new Date() } })
    expect((await browser.get(path)).body).toContain("This link does not work any more")
    expect((await submit(browser, path, "token", {}, { page })).status).toBe(200)
    expect((await db().user.findUniqueOrThrow({ where: { id: user.id } })).email).toBe(user.email)
  })

  test("is bound to nobody but who asked for it", async () => {
    const [user, other] = [await makeUser(), await makeUser()]
    const email = newAddress()
    const browser = await signedIn(user)
    await change(browser, email, user.password)
    const path = pathIn((await mailTo(email)).text)
    expect((await open().get(path)).status).toBe(307)
    const stranger = await signedIn(other)
    expect((await stranger.get(path)).body).toContain("This link does not work any more")
    const page = (await browser.get(path)).body
    await submit(stranger, path, "token", { token: tokenOf(path) }, { page })
    expect(await db().user.count({ where: { email } })).toBe(0)
    expect(await confirm(browser, path)).toMatchObject({ status: 303 })
  })

  test("that has another account looks the same to who asks; its owner is told", async () => {
    const [user, other] = [await makeUser(), await makeUser()]
    const { body } = await change(await signedIn(user), other.email, user.password)
    expect(body).toContain("Look in the mail of")
    expect((await mailTo(other.email)).text).not.toMatch(/\/confirm\//)
    expect(await db().oneTimeLink.count({ where: { userId: user.id } })).toBe(0)
  })

  test("the present one can be confirmed", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    await submit(browser, "/settings", "verify", {})
    const path = pathIn((await mailTo(user.email)).text)
    expect(await confirm(browser, path)).toMatchObject({ status: 303 })
    const row = await db().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(row.emailVerifiedAt).not.toBeNull()
    expect((await browser.get("/settings")).body).toContain(">Confirmed<")
  })
})

test("somebody whom an operator adds gets the link by mail as well", async () => {
  const operator = await signedIn(await makeUser({ name: "Olga", role: "operator" }))
  const email = newAddress()
  const { body } = await submit(operator, "/people", "email", { email, name: "Mei" })
  const path = pathIn((await mailTo(email)).text)
  expect(body).toContain(path)
  expect((await submit(open(), path, "token", { name: "Mei", password: "a long password" })).status).toBe(303)
})
