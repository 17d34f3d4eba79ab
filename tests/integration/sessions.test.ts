import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import { callAction } from "../fixtures/actions"
import { type Browser, makeBrowser } from "../fixtures/browser"
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
