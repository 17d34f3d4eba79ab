import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import * as people from "@/lib/people/data"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { submit } from "../fixtures/forms"
import { issuerStack, somebody } from "../fixtures/issuer-stack"
import { isSignedIn } from "../fixtures/mail-stack"
import { makeUser } from "../fixtures/rows"

const { open, openThere, databaseThere, dir, issuer, begin, asked, comes } = issuerStack()

/** Somebody new whom an operator has invited. */
async function invited(change = {}) {
  const one = issuer().knows(somebody(change))
  const operator = await makeUser({ role: "operator" })
  const { token } = await people.addPerson(operator, { name: "Mei", email: one.email ?? "" })
  return { one, token }
}

const accountOf = (email: string | undefined) =>
  db().user.findUnique({ where: { email: email ?? "" }, include: { identities: true, sessions: true } })
const problem = (what: string) => ({ status: 303, headers: { location: `/sign-in?problem=${what}` } })
const says = async (browser: Browser, what: string) => (await browser.get(`/sign-in?problem=${what}`)).body

describe("somebody new", () => {
  test("whom an operator has invited gets an account with a confirmed address, and is in", async () => {
    const { one, token } = await invited()
    const browser = open()
    expect((await browser.get("/sign-in")).body).toContain("Sign in with Works")
    expect(await comes(browser, one)).toMatchObject({ status: 303, headers: { location: "/rooms" } })
    expect(await isSignedIn(browser)).toBe(true)
    const account = await accountOf(one.email)
    expect(account).toMatchObject({ name: "Mei Tanaka", role: "user", passwordHash: null, locale: "en" })
    expect(account?.emailVerifiedAt).not.toBeNull()
    expect(account?.identities).toMatchObject([{ subject: one.sub }])
    expect(account?.sessions).toHaveLength(1)
    // The invitation is used up.
    expect((await open().get(`/welcome/${token}`)).body).not.toContain('name="password"')
  })

  test("without an invitation is told so where accounts are made by invitation, and gets one where anybody may", async () => {
    const one = issuer().knows(somebody())
    const browser = open()
    expect(await comes(browser, one)).toMatchObject(problem("closed"))
    expect(await says(browser, "closed")).toContain("On this server the operator adds people")
    expect(await accountOf(one.email)).toBeNull()
    expect(await isSignedIn(browser)).toBe(false)

    const there = openThere()
    expect(await comes(there, one)).toMatchObject({ status: 303, headers: { location: "/rooms" } })
    expect(await isSignedIn(there)).toBe(true)
    expect(await databaseThere()?.user.count({ where: { email: one.email } })).toBe(1)
  })

  test("an invitation that expired, was used, or came from nobody's operator opens nothing", async () => {
    for (const data of [{ expiresAt: new Date(0) }, { usedAt: new Date() }, { madeById: null }]) {
      const { one } = await invited()
      await db().oneTimeLink.updateMany({ where: { email: one.email }, data })
      expect(await comes(open(), one)).toMatchObject(problem("closed"))
      expect(await accountOf(one.email)).toBeNull()
    }
  })

  test.each([
    ["unconfirmed", { email_verified: false }],
    ["of which the issuer does not say whether it is confirmed", { email_verified: undefined }],
    ["that is none", { email: "Mei <mei@earshot.test>, x@y.test" }],
    ["that is not there", { email: undefined }],
  ])("with an address %s is refused in words, invited or not", async (_, change) => {
    const { one: invitedOne } = await invited()
    const one = issuer().knows({ ...invitedOne, ...change })
    const browser = open()
    expect(await comes(browser, one)).toMatchObject(problem("unverified"))
    expect(await says(browser, "unverified")).toContain("Works has not confirmed your e-mail address")
    expect(await accountOf(invitedOne.email)).toBeNull()
    expect(await isSignedIn(browser)).toBe(false)
  })

  test("with a hostile name gets one that may be shown", async () => {
    const { one } = await invited({ name: `\u202e${"x".repeat(400)}` })
    await comes(open(), one)
    expect((await accountOf(one.email))?.name).toBe(one.email?.split("@")[0])
  })

  test("twice at once, in two browsers, gets one account and is in both", async () => {
    const { one } = await invited()
    const browsers = [open(), open(), open()]
    const ways = await Promise.all(browsers.map((browser) => asked(browser, one)))
    const answers = await Promise.all(browsers.map((browser, index) => browser.get(ways[index] ?? "")))
    expect(answers.map(({ headers }) => headers.location)).toEqual(["/rooms", "/rooms", "/rooms"])
    expect((await accountOf(one.email))?.identities).toHaveLength(1)
  })
})

describe("somebody who has been here", () => {
  test("is in again, whatever the issuer calls them by now; sign out everywhere holds", async () => {
    const { one } = await invited()
    const [here, there] = [open(), open()]
    await comes(here, one)
    issuer().knows({ ...one, email: "another@earshot.test", email_verified: false, name: "Someone Else" })
    expect(await comes(there, one, "/settings")).toMatchObject({ status: 303, headers: { location: "/settings" } })
    expect(await accountOf(one.email)).toMatchObject({ name: "Mei Tanaka" })
    expect((await accountOf(one.email))?.sessions).toHaveLength(2)
    await submit(here, "/settings", "others", {})
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false])
  })

  test("has no password: what asks for one says how to get it", async () => {
    const { one } = await invited()
    const browser = open()
    await comes(browser, one)
    const values = { currentPassword: "guess", password: "another long one" }
    expect((await submit(browser, "/settings", "password", values)).body).toContain("This account has no password yet")
    const pair = await submit(open(), "/sign-in", "password", { email: one.email ?? "", password: "guess" })
    expect(pair.body).toContain("do not match")
  })

  test("is refused in words when the account was shut", async () => {
    const { one } = await invited()
    await comes(open(), one)
    await db().user.updateMany({ where: { email: one.email }, data: { disabledAt: new Date() } })
    const browser = open()
    expect(await comes(browser, one)).toMatchObject(problem("shut"))
    expect(await isSignedIn(browser)).toBe(false)
    const shut = await makeUser({ disabledAt: new Date() })
    const other = issuer().knows(somebody({ email: shut.email }))
    expect(await comes(open(), other)).toMatchObject(problem("shut"))
  })

  test.each([
    ["/rooms?x=1", "/rooms?x=1"],
    ["//evil.test/x", "/rooms"],
    ["/\\evil.test", "/rooms"],
    ["https://evil.test", "/rooms"],
  ])("asked to go to %s afterwards is led to %s", async (next, location) => {
    const { one } = await invited()
    const browser = open()
    expect(await comes(browser, one, next)).toMatchObject({ status: 303, headers: { location } })
    // Changed on the way, in the browser.
    const way = await asked(browser, one)
    browser.cookies.set("earshot-next", encodeURIComponent(next))
    expect(await browser.get(way)).toMatchObject({ headers: { location } })
  })
})

test("who says no at the issuer is told so, and nobody is signed in", async () => {
  const browser = open()
  expect(await comes(browser, null)).toMatchObject(problem("denied"))
  expect(await says(browser, "denied")).toContain("you said no there")
  expect(await isSignedIn(browser)).toBe(false)
})

test("without an issuer there is no button and no address; from another site nobody is sent on", async () => {
  const bare = makeBrowser()
  expect((await bare.get("/sign-in")).body).not.toContain("/sign-in/with")
  expect((await bare.get("/sign-in/with")).status).toBe(404)
  expect((await bare.get("/api/auth/callback/oidc?code=x&state=y")).status).toBe(404)
  expect((await bare.get("/sign-in/with/consent")).headers.location).toBe("/sign-in?problem=late")
  const foreign = await open().get("/sign-in/with", { "sec-fetch-site": "cross-site" })
  expect(foreign.status).toBe(403)
  expect(foreign.headers.location).toBeUndefined()
})

test("an answer asks for the address, and holds the issuer's page to this site's own way back", async () => {
  const to = new URL(await begin(open()))
  expect(to.origin).toBe(issuer().url)
  const { searchParams } = to
  expect(searchParams.get("scope")).toBe("openid email profile")
  expect(searchParams.get("code_challenge_method")).toBe("S256")
  for (const name of ["state", "nonce", "code_challenge"]) expect(searchParams.get(name)?.length).toBeGreaterThan(20)
})

test("the logs hold nobody's address and no code", () => {
  const logs = readdirSync(join(dir(), "logs")).map((name) => readFileSync(join(dir(), "logs", name), "utf8"))
  const all = logs.join("\n")
  expect(all.length).toBeGreaterThan(100)
  expect(all).not.toMatch(/p\.[0-9a-f]{8}\d+@earshot|code=[\w-]{10}/)
})
