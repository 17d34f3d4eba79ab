import { decode } from "next-auth/jwt"
import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import { callAction } from "../fixtures/actions"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { submit } from "../fixtures/forms"
import { given } from "../fixtures/ground"
import { makeUser, sessionCookie, signedIn } from "../fixtures/rows"

const isSignedIn = async (browser: Browser) => (await browser.get("/rooms")).status === 200

describe("a session", () => {
  test("ends at the next request when its row is deleted, and only that one", async () => {
    const user = await makeUser()
    const [here, there] = [await signedIn(user), await signedIn(user)]
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, true])
    await db().session.delete({ where: { id: here.sessionId } })
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([false, true])
  })

  test("of a disabled account, or an expired one, is none", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    await db().user.update({ where: { id: user.id }, data: { disabledAt: new Date() } })
    expect(await isSignedIn(browser)).toBe(false)
    const other = await signedIn(await makeUser())
    await db().session.update({ where: { id: other.sessionId }, data: { expires: new Date(Date.now() - 1000) } })
    expect(await isSignedIn(other)).toBe(false)
  })

  test("lasts as long as it is used: the row slides, and the cookie does not end before it", async () => {
    const user = await makeUser()
    const browser = makeBrowser()
    const answer = await submit(browser, "/sign-in", "password", { email: user.email, password: user.password })
    const line = answer.headers["set-cookie"]?.find((one) => one.startsWith(sessionCookie)) ?? ""
    const days = (ms: number) => ms / 86_400_000
    expect(days(Date.parse(/expires=([^;]+)/i.exec(line)?.[1] ?? "") - Date.now())).toBeGreaterThan(399)
    const token = browser.cookies.get(sessionCookie)
    const claims = await decode({ token, secret: given("AUTH_SECRET"), salt: sessionCookie })
    expect(days((claims?.exp ?? 0) * 1000 - Date.now())).toBeGreaterThan(399)
    // Last used a day before it would have ended.
    const [lastSeenAt, expires] = [new Date(Date.now() - 29 * 86_400_000), new Date(Date.now() + 86_400_000)]
    await db().session.updateMany({ where: { userId: user.id }, data: { lastSeenAt, expires } })
    expect(await isSignedIn(browser)).toBe(true)
    const row = await db().session.findFirstOrThrow({ where: { userId: user.id } })
    expect(days(row.expires.getTime() - Date.now())).toBeGreaterThan(29.9)
  })

  test("is one for a browser: who signs in there once more, or as somebody else, leaves no old one behind", async () => {
    const [user, other] = [await makeUser(), await makeUser()]
    const browser = await signedIn(user)
    const there = await signedIn(user)
    for (const { email, password } of [user, other]) {
      // A page of somebody signed out: signed in, one is led on.
      const page = (await makeBrowser().get("/sign-in")).body
      expect((await submit(browser, "/sign-in", "password", { email, password }, { page })).status).toBe(303)
      expect(await isSignedIn(browser)).toBe(true)
    }
    const left = await db().session.findMany({ where: { userId: user.id }, select: { id: true } })
    expect(left).toEqual([{ id: there.sessionId }])
    expect(await db().session.count({ where: { userId: other.id } })).toBe(1)
  })

  test("stays when somebody tries a wrong password there", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    const page = (await makeBrowser().get("/sign-in")).body
    await submit(browser, "/sign-in", "password", { email: user.email, password: "not this one" }, { page })
    expect(await isSignedIn(browser)).toBe(true)
  })

  test("made up, altered or sealed with another secret, is none", async () => {
    const { cookies } = await signedIn(await makeUser())
    const real = cookies.get(sessionCookie) ?? ""
    for (const cookie of ["x", "a.b.c.d.e", `${real.slice(0, -4)}AAAA`, ""]) {
      const browser = makeBrowser()
      browser.cookies.set(sessionCookie, cookie)
      expect(await isSignedIn(browser)).toBe(false)
    }
  })

  test("is deleted by signing out", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    const { status } = await callAction(browser, "/rooms", "signOut", [])
    expect([200, 303]).toContain(status)
    expect(await db().session.count({ where: { userId: user.id } })).toBe(0)
    expect(browser.cookies.get(sessionCookie)).toBeUndefined()
    expect(await isSignedIn(browser)).toBe(false)
  })

  test("cannot be ended from another site", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    const answer = await callAction(browser, "/rooms", "signOut", [], { origin: "https://evil.test" })
    expect(answer.status).toBe(403)
    expect(await isSignedIn(browser)).toBe(true)
  })
})
