import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import type { Browser } from "../fixtures/browser"
import { refusalIn, submit } from "../fixtures/forms"
import { issuerStack, somebody } from "../fixtures/issuer-stack"
import { isSignedIn } from "../fixtures/mail-stack"
import { makeUser, signedIn } from "../fixtures/rows"

const { url, open, issuer, comes } = issuerStack()
const consent = "/sign-in/with/consent"

/** Somebody with an account here, whom the issuer knows by the same address. */
async function twice() {
  const user = await makeUser()
  return { user, one: issuer().knows(somebody({ email: user.email.toUpperCase() })) }
}
const bound = (userId: string) => db().identity.count({ where: { userId } })
const agree = (browser: Browser, password?: string, page?: string) =>
  submit(browser, consent, "consent", password === undefined ? {} : { password }, { page })

describe("an account that is there already is never taken by its address alone", () => {
  test("its password is asked for once; from then on the issuer signs in to it", async () => {
    const { user, one } = await twice()
    const browser = open()
    expect(await comes(browser, one, "/settings")).toMatchObject({ status: 303, headers: { location: consent } })
    expect(await isSignedIn(browser)).toBe(false)
    expect((await browser.get(consent)).body).toContain("Is this your account?")
    for (const wrong of ["", "not this one"])
      expect(refusalIn((await agree(browser, wrong)).body).badFields).toEqual(["password"])
    expect(await bound(user.id)).toBe(0)
    expect(await agree(browser, user.password)).toMatchObject({ status: 303, headers: { location: "/settings" } })
    expect(await isSignedIn(browser)).toBe(true)
    const row = await db().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(row.emailVerifiedAt).not.toBeNull()

    const later = open()
    expect(await comes(later, one)).toMatchObject({ headers: { location: "/rooms" } })
    expect(await isSignedIn(later)).toBe(true)
    expect(await bound(user.id)).toBe(1)
    expect((await submit(open(), "/sign-in", "password", { email: user.email, password: user.password })).status).toBe(
      303,
    )
  })

  test("five wrong passwords, and it rests: an issuer is no way around the limit of sign-in", async () => {
    const { user, one } = await twice()
    const browser = open()
    await comes(browser, one)
    const page = (await browser.get(consent)).body
    for (let tries = 0; tries < 5; tries += 1) await agree(browser, "not this one", page)
    expect(refusalIn((await agree(browser, user.password, page)).body).summary).toContain("Too many tries")
    expect(await bound(user.id)).toBe(0)
  })

  test("signed in to it, a press is enough; signed in to another, the password is asked for", async () => {
    const { user, one } = await twice()
    const other = await signedIn(await makeUser(), url())
    await comes(other, one)
    expect((await other.get(consent)).body).toContain('name="password"')
    await agree(other)
    expect(await bound(user.id)).toBe(0)

    const browser = await signedIn(user, url())
    await comes(browser, one)
    expect((await browser.get(consent)).body).not.toContain('name="password"')
    expect(await bound(user.id)).toBe(0)
    expect((await agree(browser)).status).toBe(303)
    expect(await bound(user.id)).toBe(1)
  })

  test("a second person of the issuer with the same address is asked as well", async () => {
    const { user, one } = await twice()
    const browser = open()
    await comes(browser, one)
    await agree(browser, user.password)
    const second = issuer().knows(somebody({ email: user.email }))
    const stranger = open()
    expect(await comes(stranger, second)).toMatchObject({ headers: { location: consent } })
    await agree(stranger, "not this one")
    expect(await isSignedIn(stranger)).toBe(false)
    expect(await bound(user.id)).toBe(1)
  })

  test("with an address that is not confirmed nobody gets as far as the question", async () => {
    const { user } = await twice()
    const unsure = issuer().knows(somebody({ email: user.email, email_verified: false }))
    expect(await comes(open(), unsure)).toMatchObject({ headers: { location: "/sign-in?problem=unverified" } })
  })

  test("one without a password is not opened by an empty one", async () => {
    const { user, one } = await twice()
    const browser = open()
    await comes(browser, one)
    const page = (await browser.get(consent)).body
    await db().user.update({ where: { id: user.id }, data: { passwordHash: null } })
    expect((await browser.get(consent)).body).toContain("This account has no password")
    for (const password of ["", "null", "undefined"]) await agree(browser, password, page)
    expect(await isSignedIn(browser)).toBe(false)
    expect(await bound(user.id)).toBe(0)
  })
})

describe("the bond", () => {
  test("is shown in the settings and cut there for the password; then the issuer is nobody here again", async () => {
    const { user, one } = await twice()
    const browser = open()
    await comes(browser, one)
    await agree(browser, user.password)
    expect((await browser.get("/settings")).body).toContain("Disconnect: Works")
    const cut = (who: Browser, currentPassword: string, page?: string) =>
      submit(who, "/settings", "identityId", { currentPassword }, { page })
    expect(refusalIn((await cut(browser, "not this one")).body).badFields).toEqual(["currentPassword"])
    const other = await makeUser()
    const page = (await browser.get("/settings")).body
    await cut(await signedIn(other, url()), other.password, page)
    expect(await bound(user.id)).toBe(1)
    await cut(browser, user.password)
    expect(await bound(user.id)).toBe(0)
    expect((await browser.get("/settings")).body).not.toContain("Disconnect: Works")
    expect(await comes(open(), one)).toMatchObject({ headers: { location: consent } })
  })
})

describe("what a browser remembers between the issuer and the answer", () => {
  const cookie = "earshot-identity"

  test("altered, missing or made for somebody else counts for nothing", async () => {
    const { user, one } = await twice()
    const victim = await makeUser()
    const browser = open()
    await comes(browser, one)
    const page = (await browser.get(consent)).body
    const [body = "", signature = ""] = browser.cookies.get(cookie)?.split(".") ?? []
    const kept = JSON.parse(Buffer.from(body, "base64url").toString()) as Record<string, unknown>
    const forged = Buffer.from(JSON.stringify({ ...kept, userId: victim.id, email: victim.email })).toString(
      "base64url",
    )
    for (const value of [`${forged}.${signature}`, `${forged}.`, `${body}.${signature.slice(1)}`, body, "x.y", ""]) {
      browser.cookies.set(cookie, value)
      expect((await browser.get(consent)).headers.location).toBe("/sign-in?problem=late")
      expect(await agree(browser, user.password, page)).toMatchObject({
        headers: { location: "/sign-in?problem=late" },
      })
    }
    expect(await isSignedIn(browser)).toBe(false)
    expect((await bound(user.id)) + (await bound(victim.id))).toBe(0)
  })

  test("counts for nothing when the account has another address by now", async () => {
    const { user, one } = await twice()
    const browser = open()
    await comes(browser, one)
    const page = (await browser.get(consent)).body
    await db().user.update({ where: { id: user.id }, data: { email: somebody().email } })
    expect((await browser.get(consent)).headers.location).toBe("/sign-in?problem=late")
    await agree(browser, user.password, page)
    expect(await bound(user.id)).toBe(0)
    expect(await isSignedIn(browser)).toBe(false)
  })

  test("is for this site's eyes only, and gone once it was used", async () => {
    const { user, one } = await twice()
    const browser = open()
    const { headers } = await comes(browser, one)
    const line = (headers["set-cookie"] ?? []).find((set) => set.startsWith(cookie)) ?? ""
    for (const part of [/HttpOnly/i, /SameSite=lax/i, /Path=\/sign-in/i, /Max-Age=900/i]) expect(line).toMatch(part)
    await agree(browser, user.password)
    expect(browser.cookies.has(cookie)).toBe(false)
  })
})
