import { describe, expect, test } from "vitest"
import { verifyPassword } from "@/lib/auth/password"
import { db } from "@/lib/db"
import { markup, nothingVisible } from "../fixtures/bad-text"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { refusalIn, submit, typedIn } from "../fixtures/forms"
import { makeUser, signedIn } from "../fixtures/rows"

const isSignedIn = async (browser: Browser) => (await browser.get("/rooms")).status === 200
const page = "/settings"
const hashOf = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).passwordHash

describe("the settings", () => {
  test("are for someone signed in; others are sent to sign in and back", async () => {
    const answer = await makeBrowser().get(page)
    expect(answer).toMatchObject({ status: 307, headers: { location: "/sign-in?next=%2Fsettings" } })
  })

  test("keep a name, cleaned; markup in it is text", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    await submit(browser, page, "name", { name: `  Anna\u202e  ${markup}` })
    const { name } = await db().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(name).toBe(`Anna ${markup}`)
    const { body } = await browser.get(page)
    expect(body).toContain("&lt;script&gt;alert(")
    expect(body).not.toContain("<script>alert(")
  })

  test("refuse a name that shows nothing, and change nothing", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    for (const name of [...nothingVisible, "a".repeat(200)]) {
      const { body } = await submit(browser, page, "name", { name })
      expect(refusalIn(body).badFields).toEqual(["name"])
    }
    expect(await db().user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({ name: user.name })
  })

  test("keep language, look and time zone, of the account and of this browser", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    const { status } = await submit(browser, page, "timeZone", {
      locale: "ru",
      theme: "dark",
      timeZone: "Europe/Berlin",
    })
    expect(status).toBe(200)
    const row = await db().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(row).toMatchObject({ locale: "ru", theme: "dark", timeZone: "Europe/Berlin" })
    expect([browser.cookies.get("locale"), browser.cookies.get("theme")]).toEqual(["ru", "dark"])
    expect((await (await signedIn(user)).get(page)).body).toContain('<html lang="ru" data-theme="dark">')
  })

  test.each([
    { locale: "xx" },
    { theme: "red" },
    { timeZone: "Mars/Olympus" },
    { timeZone: "Europe/Berlin\u0000" },
    { timeZone: "x".repeat(5000) },
  ])("refuse %j", async (change) => {
    const user = await makeUser()
    const good = { locale: "en", theme: "light", timeZone: "UTC" }
    await submit(await signedIn(user), page, "timeZone", { ...good, ...change })
    const row = await db().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(row).toMatchObject({ locale: null, theme: null, timeZone: null })
  })
})

describe("changing the password", () => {
  const change = (browser: Browser, currentPassword: string, password: string) =>
    submit(browser, page, "password", { currentPassword, password })

  test("asks for the present one, keeps this browser and signs out every other", async () => {
    const user = await makeUser()
    const [here, there] = [await signedIn(user), await signedIn(user)]
    const wrong = await change(here, "not this one", "a new long password")
    expect(refusalIn(wrong.body).badFields).toEqual(["currentPassword"])
    expect(typedIn(wrong.body, "currentPassword") + typedIn(wrong.body, "password")).toBe("")
    expect(await verifyPassword(await hashOf(user.id), user.password)).toBe(true)
    expect(await isSignedIn(there)).toBe(true)

    const { status, body } = await change(here, user.password, "a new long password")
    expect(status).toBe(200)
    expect(body).toContain("1 other browser signed out")
    expect(await verifyPassword(await hashOf(user.id), "a new long password")).toBe(true)
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false])
  })

  test("refuses a short one at its field", async () => {
    const user = await makeUser()
    const { body } = await change(await signedIn(user), user.password, "short")
    expect(refusalIn(body).badFields).toEqual(["password"])
  })

  test("rests after five wrong ones, also with the right one, from wherever", async () => {
    const user = await makeUser()
    const browser = await signedIn(user)
    const form = (await browser.get(page)).body
    const guess = (password: string) =>
      submit(browser, page, "password", { currentPassword: password, password: "a new long one" }, { page: form })
    for (let i = 0; i < 5; i += 1) await guess(`wrong ${i} and long`)
    const { body } = await change(await signedIn(user), user.password, "a new long password")
    expect(refusalIn(body).summary).toContain("Too many tries")
    expect(await verifyPassword(await hashOf(user.id), user.password)).toBe(true)
  })

  test("from another site changes nothing", async () => {
    const user = await makeUser()
    const headers = { origin: "https://evil.test" }
    const values = { currentPassword: user.password, password: "a new long password" }
    const answer = await submit(await signedIn(user), page, "password", values, { headers })
    expect(answer.status).toBe(403)
    expect(await verifyPassword(await hashOf(user.id), user.password)).toBe(true)
  })
})

describe("signed-in browsers", () => {
  test("are listed, this one marked; one is signed out at its next request", async () => {
    const user = await makeUser()
    const [here, there] = [await signedIn(user), await signedIn(user)]
    const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"
    await db().session.update({ where: { id: there.sessionId }, data: { userAgent } })
    const { body } = await here.get(page)
    expect(body).toContain("Firefox on Linux")
    expect(body.match(/>This one</g)).toHaveLength(1)
    expect(body).not.toContain(`value="${here.sessionId}"`)
    await submit(here, page, "sessionId", { sessionId: there.sessionId })
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([true, false])
  })

  test("all others go at once", async () => {
    const user = await makeUser()
    const here = await signedIn(user)
    const others = [await signedIn(user), await signedIn(user)]
    const stranger = await signedIn(await makeUser())
    const { status } = await submit(here, page, "others", {})
    expect(status).toBe(200)
    for (const other of others) expect(await isSignedIn(other)).toBe(false)
    expect([await isSignedIn(here), await isSignedIn(stranger)]).toEqual([true, true])
  })

  test("somebody else's cannot be signed out", async () => {
    const user = await makeUser()
    const [here, there] = [await signedIn(user), await signedIn(user)]
    const theirs = await signedIn(await makeUser())
    // The form of another browser of one's own, with somebody else's id in it.
    for (const sessionId of [theirs.sessionId, "not-an-id", ""]) await submit(here, page, "sessionId", { sessionId })
    expect([await isSignedIn(there), await isSignedIn(theirs)]).toEqual([true, true])
  })
})
