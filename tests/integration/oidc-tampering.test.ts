import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import * as people from "@/lib/people/data"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { throughIssuer } from "../fixtures/issuer"
import { issuerStack, somebody } from "../fixtures/issuer-stack"
import { isSignedIn } from "../fixtures/mail-stack"
import type { OwnApp } from "../fixtures/own-app"
import { makeUser } from "../fixtures/rows"

const { open, issuer, asked, appWith, callback } = issuerStack()

async function invited() {
  const one = issuer().knows(somebody())
  await people.addPerson(await makeUser({ role: "operator" }), { name: "Mei", email: one.email ?? "" })
  return one
}

async function expectRefused(browser: Browser, way: string, problem = "failed") {
  expect((await browser.get(way)).headers.location).toBe(`/sign-in?problem=${problem}`)
  expect(await isSignedIn(browser)).toBe(false)
}

const changed = (way: string, name: string, value: string) => {
  const url = new URL(way, "http://x.test")
  url.searchParams.set(name, value)
  return url.pathname + url.search
}
const cookieOf = (browser: Browser, name: string) => [...browser.cookies.keys()].find((key) => key.includes(name)) ?? ""

describe("an answer of the issuer that was tampered with signs nobody in", () => {
  test("another state, none, or somebody else's", async () => {
    const one = await invited()
    for (const state of ["x".repeat(40), ""]) {
      const browser = open()
      await expectRefused(browser, changed(await asked(browser, one), "state", state))
    }
    const [mine, theirs] = [open(), open()]
    const [way, other] = [await asked(mine, one), await asked(theirs, one)]
    await expectRefused(mine, changed(way, "state", new URL(other, "http://x.test").searchParams.get("state") ?? ""))
    expect(await db().identity.count({ where: { subject: one.sub } })).toBe(0)
  })

  test("used in another browser than the one that asked: nobody is lured into somebody else's account", async () => {
    const one = await invited()
    const way = await asked(open(), one)
    await expectRefused(open(), way)
  })

  test("with the nonce, the state or the PKCE cookie of another try", async () => {
    const one = await invited()
    for (const name of ["nonce", "state", "pkce"]) {
      const [mine, theirs] = [open(), open()]
      const way = await asked(mine, one)
      await asked(theirs, one)
      const key = cookieOf(mine, name)
      expect(key).not.toBe("")
      mine.cookies.set(key, theirs.cookies.get(key) ?? "")
      await expectRefused(mine, way)
    }
  })

  test("with a cookie that is missing or was made elsewhere", async () => {
    const one = await invited()
    for (const name of ["nonce", "state", "pkce"])
      for (const value of [null, "made.up.text"]) {
        const browser = open()
        const way = await asked(browser, one)
        if (value) browser.cookies.set(cookieOf(browser, name), value)
        else browser.cookies.delete(cookieOf(browser, name))
        await expectRefused(browser, way)
      }
  })

  test("with somebody else's code", async () => {
    const [one, other] = [await invited(), await invited()]
    const [mine, theirs] = [open(), open()]
    const [way, stolen] = [await asked(mine, one), await asked(theirs, other)]
    await expectRefused(mine, changed(way, "code", new URL(stolen, "http://x.test").searchParams.get("code") ?? ""))
    expect(await db().identity.count({ where: { subject: other.sub } })).toBe(0)
  })

  test("a second time", async () => {
    const one = await invited()
    const browser = open()
    const way = await asked(browser, one)
    const kept = new Map(browser.cookies)
    expect((await browser.get(way)).headers.location).toBe("/rooms")
    const again = open()
    for (const [name, value] of kept) again.cookies.set(name, value)
    await expectRefused(again, way)
  })

  test("made up altogether", async () => {
    for (const query of [
      "",
      "?code=x&state=y",
      "?error=server_error&state=x",
      "?code=%00",
      `?code=${"x".repeat(5000)}`,
    ])
      await expectRefused(open(), `${callback}${query}`)
    const posted = await open().post(callback, "code=x", { "content-type": "application/x-www-form-urlencoded" })
    expect(posted.status).toBe(405)
  })
})

/** What a process of the app says that asks another issuer. */
async function atAppWith(address: string, run: (browser: Browser, app: OwnApp) => Promise<void>) {
  const app = await appWith(address)
  try {
    await run(makeBrowser({ url: app.url }), app)
  } finally {
    issuer().breaks("none")
    await app.stop()
  }
}

const problemAt = async (browser: Browser, path: string) => (await browser.get(path)).headers.location

describe("an issuer that is not what it should be", () => {
  test("calls itself something else: nobody is sent there", () =>
    atAppWith(issuer().aliasUrl, async (browser) => {
      expect(await problemAt(browser, "/sign-in/with")).toBe("/sign-in?problem=failed")
      expect((await browser.get("/sign-in?problem=failed")).body).toContain("was not in order")
    }))

  test("hands out tokens of another issuer: nobody is signed in", () =>
    atAppWith(issuer().aliasUrl, async (browser, app) => {
      issuer().serve([app.url])
      issuer().breaks("false issuer")
      const one = await invited()
      const to = (await browser.get("/sign-in/with")).headers.location ?? ""
      await expectRefused(browser, await throughIssuer(to, one))
      expect(await db().identity.count({ where: { subject: one.sub } })).toBe(0)
      expect(app.said()).not.toContain(one.email)
    }))

  test("is down: people are told, at once, before and after they were there", () =>
    atAppWith(issuer().url, async (browser, app) => {
      issuer().serve([app.url])
      const way = await throughIssuer((await browser.get("/sign-in/with")).headers.location ?? "", await invited())
      issuer().breaks("down")
      const began = Date.now()
      await expectRefused(browser, way, "down")
      expect(await problemAt(browser, "/sign-in/with")).toBe("/sign-in?problem=down")
      expect(Date.now() - began).toBeLessThan(4000)
      expect((await browser.get("/sign-in?problem=down")).body).toContain("Works does not answer")
    }))

  test("never answers: people are told within ten seconds", () =>
    atAppWith(issuer().url, async (browser) => {
      issuer().breaks("hangs")
      const began = Date.now()
      expect(await problemAt(browser, "/sign-in/with")).toBe("/sign-in?problem=down")
      expect(Date.now() - began).toBeLessThan(10_000)
    }))
})
