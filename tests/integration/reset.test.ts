import { describe, expect, test } from "vitest"
import { verifyPassword } from "@/lib/auth/password"
import { db } from "@/lib/db"
import type { Browser } from "../fixtures/browser"
import { refusalIn, submit, withoutNonces } from "../fixtures/forms"
import { isSignedIn, mailStack, newAddress, tokenOf } from "../fixtures/mail-stack"
import { makeUser } from "../fixtures/rows"

const { open, mailTo, signUp, signedIn, askReset, pathIn, letters, settled } = mailStack()

describe("a forgotten password", () => {
  test("is set anew by a link that works once; every browser is signed out, this one in", async () => {
    const user = await makeUser()
    const there = await signedIn(user)
    await askReset(user.email.toUpperCase())
    const path = pathIn((await mailTo(user.email)).text)
    for (let i = 0; i < 3; i += 1) await open().get(path)
    const browser = open()
    const page = (await browser.get(path)).body
    const set = (who: Browser) =>
      submit(who, path, "token", { token: tokenOf(path), password: "another long one" }, { page })
    expect(await isSignedIn(there)).toBe(true)
    expect(await set(browser)).toMatchObject({ status: 303, headers: { location: "/reset/done" } })
    expect([await isSignedIn(browser), await isSignedIn(there)]).toEqual([true, false])
    const row = await db().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(await verifyPassword(row.passwordHash, "another long one")).toBe(true)
    expect(row.emailVerifiedAt).not.toBeNull()
    expect((await set(open())).body).toContain("This link does not work any more")
    const told = await mailTo(user.email, 2)
    expect(told.text).toContain("Your password was changed")
    expect(told.text).toMatch(/http\S+\/reset\r?\n/)
    await settled()
    expect(letters(user.email)).toHaveLength(2)
  })

  test("its link expires after an hour, and a second one kills the first when it is used", async () => {
    const user = await makeUser()
    await askReset(user.email)
    const first = pathIn((await mailTo(user.email)).text)
    await askReset(user.email)
    const second = pathIn((await mailTo(user.email, 2)).text)
    expect((await open().get(first)).body).toContain('name="password"')
    const rows = await db().oneTimeLink.findMany({ where: { userId: user.id } })
    for (const { createdAt, expiresAt } of rows)
      expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)).toBe(60)
    await submit(open(), second, "token", { password: "another long one" })
    await mailTo(user.email, 3)
    expect((await open().get(first)).body).not.toContain('name="password"')

    await askReset(user.email)
    // The third to come tells of the new password.
    const third = pathIn((await mailTo(user.email, 4)).text)
    await db().oneTimeLink.updateMany({ where: { userId: user.id }, data: { expiresAt: new Date() } })
    expect((await open().get(third)).body).not.toContain('name="password"')
  })

  test("a known, an unknown and a shut account get the same page, and only the first a mail", async () => {
    const [user, shut, unknown] = [await makeUser(), await makeUser({ disabledAt: new Date() }), newAddress()]
    const pages = []
    for (const email of [user.email, shut.email, unknown]) {
      const { status, body } = await askReset(email)
      expect(status).toBe(200)
      expect(body).toContain("Look in your mail")
      pages.push(withoutNonces(body).replaceAll(email, "EMAIL"))
    }
    expect(new Set(pages).size).toBe(1)
    await mailTo(user.email)
    await settled()
    expect([letters(shut.email), letters(unknown)]).toEqual([[], []])
  })

  test("past six an hour nothing more goes to one address, and nothing tells so", async () => {
    const user = await makeUser()
    for (let i = 0; i < 9; i += 1) expect((await askReset(user.email)).body).toContain("Look in your mail")
    await mailTo(user.email, 6)
    await settled()
    expect(letters(user.email)).toHaveLength(6)
  })

  test("sign-ups and sign-in links with somebody's address do not keep them from a new password", async () => {
    const user = await makeUser()
    for (let i = 0; i < 7; i += 1) {
      await signUp(user.email)
      await submit(open(), "/link", "email", { email: user.email })
    }
    await mailTo(user.email, 12)
    await askReset(user.email)
    pathIn((await mailTo(user.email, 13)).text)
    expect(letters(user.email).at(-1)?.subject).toBe("Set a new password")
  })

  test("past twenty an hour from one place it rests", async () => {
    const browser = open()
    const page = (await browser.get("/reset")).body
    for (let i = 0; i < 20; i += 1) await submit(browser, "/reset", "email", { email: newAddress() }, { page })
    const { body } = await askReset(newAddress(), browser)
    expect(refusalIn(body).summary).toContain("Too many tries")
  })

  test("the link in the mail leads here, whatever Host the one who asked sent", async () => {
    const user = await makeUser()
    const page = (await open().get("/reset")).body
    const headers = { host: "evil.test", origin: "http://evil.test" }
    await submit(open(), "/reset", "email", { email: user.email }, { page, headers })
    const { raw, text } = await mailTo(user.email)
    pathIn(text)
    expect(raw).not.toContain("evil.test")
  })
})

test("a password changed in the settings is told to the mailbox, in its reader's language, once", async () => {
  const user = await makeUser()
  await db().user.update({ where: { id: user.id }, data: { locale: "ru" } })
  const browser = await signedIn(user)
  const change = (currentPassword: string) =>
    submit(browser, "/settings", "password", { currentPassword, password: "another long one" })
  await change("not the present one")
  await settled()
  expect(letters(user.email)).toEqual([])
  await change(user.password)
  const { text } = await mailTo(user.email)
  expect(text).toContain("Ваш пароль изменён")
  await settled()
  expect(letters(user.email)).toHaveLength(1)
})
