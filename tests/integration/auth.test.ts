import { decode } from "next-auth/jwt"
import { describe, expect, test } from "vitest"
import { checkCredentials } from "@/lib/auth/credentials"
import { db } from "@/lib/db"
import { type Browser, canChooseAddress, makeBrowser } from "../fixtures/browser"
import { refusalIn, submit, typedIn, withoutNonces } from "../fixtures/forms"
import { given } from "../fixtures/ground"
import { makeUser, sessionCookie, someAddress } from "../fixtures/rows"

const signIn = (browser: Browser, email: string, password: string, path = "/sign-in") =>
  submit(browser, path, "password", { email, password })

const isSignedIn = async (browser: Browser) => (await browser.get("/rooms")).status === 200

describe("signing in", () => {
  test("the right pair leads to the rooms, with one session", async () => {
    const user = await makeUser()
    const browser = makeBrowser()
    const answer = await signIn(browser, user.email.toUpperCase(), user.password)
    expect(answer).toMatchObject({ status: 303, headers: { location: "/rooms" } })
    expect(await isSignedIn(browser)).toBe(true)
    expect(await db().session.count({ where: { userId: user.id } })).toBe(1)
    const cookie = String(answer.headers["set-cookie"])
    expect(cookie).toMatch(new RegExp(`${sessionCookie}=[^;]+; Path=/; Expires=[^;]+; HttpOnly; SameSite=Lax`, "i"))
  })

  test("the cookie carries a session's id and nothing about the person", async () => {
    const user = await makeUser()
    const browser = makeBrowser()
    await signIn(browser, user.email, user.password)
    const token = browser.cookies.get(sessionCookie)
    const claims = await decode({ token, secret: given("AUTH_SECRET"), salt: sessionCookie })
    expect(Object.keys(claims ?? {}).sort()).toEqual(["exp", "iat", "jti", "sid"])
    expect(await db().session.findUniqueOrThrow({ where: { id: String(claims?.sid) } })).toMatchObject({
      userId: user.id,
    })
  })

  test("an unknown account and a wrong password give the same page; the address stays, the password does not", async () => {
    const user = await makeUser()
    const unknown = "0".repeat(8) + user.email.slice(8)
    const pages = []
    for (const email of [user.email, unknown]) {
      const { status, body } = await signIn(makeBrowser(), email, "wrong password 1")
      expect(status).toBe(200)
      expect(typedIn(body, "email")).toBe(email)
      expect(body).not.toContain("wrong password 1")
      expect(refusalIn(body).badFields).toEqual(["password"])
      pages.push(withoutNonces(body).replaceAll(email, "EMAIL"))
    }
    expect(pages[0]).toBe(pages[1])
  })

  test("an unknown account takes as long as a wrong password", async () => {
    const user = await makeUser()
    const took = async (email: string) => {
      const started = performance.now()
      await checkCredentials({ email, password: "wrong password" }, someAddress(), null).catch(() => {})
      return performance.now() - started
    }
    const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] }
    // By turns: what else the machine does must burden both alike.
    for (let i = 0; i < 20; i += 1) {
      times.known.push(await took(user.email))
      times.unknown.push(await took(`${crypto.randomUUID()}@earshot.test`))
    }
    const median = (list: number[]) => list.slice(5).sort((a, b) => a - b)[7] ?? 0
    const [known, unknown] = [median(times.known), median(times.unknown)]
    const ratio = unknown / known
    console.log(`sign-in, median of 15: wrong password ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms`)
    expect(ratio).toBeGreaterThan(0.5)
    expect(ratio).toBeLessThan(2)
  })

  test("a disabled account is refused like a wrong password", async () => {
    const user = await makeUser({ disabledAt: new Date() })
    const pair = { email: user.email, password: user.password }
    await expect(checkCredentials(pair, someAddress(), null)).rejects.toMatchObject({ code: "wrong_pair" })
  })

  test.each([
    ["", "x", ["email", "password"]],
    ["nobody", "x", ["email"]],
    ["a\u0000b@earshot.test", "x", ["email"]],
    [`${"a".repeat(10_000)}@earshot.test`, "x", ["email"]],
    ["<script>@earshot.test", "x", ["email"]],
    ["anna@earshot.test", "", ["password"]],
    ["anna@earshot.test", "p".repeat(10_000), ["password"]],
  ])("%j with %j is refused at its fields", async (email, password, fields) => {
    const { status, body } = await signIn(makeBrowser(), email, password === "x" ? "some password" : password)
    expect(status).toBe(200)
    expect(refusalIn(body).badFields).toEqual(password === "x" && fields.length > 1 ? ["email"] : fields)
  })

  test.each([null, {}, [], "x", { email: 7, password: {} }, { email: "a\u0000@earshot.test", password: "\u0000" }])(
    "credentials that are none (%j) are a wrong pair, not a fault",
    async (input) => {
      await expect(checkCredentials(input, someAddress(), null)).rejects.toMatchObject({ code: "wrong_pair" })
    },
  )
})

describe("where to after signing in", () => {
  test.each([
    "https://evil.test",
    "//evil.test",
    "/\\evil.test",
    "/..//evil.test",
    "/.//evil.test",
    "/%2e%2e//evil.test",
    "javascript:alert(1)",
    "/%09/evil.test\t",
  ])("%j stays on this site", async (next) => {
    const user = await makeUser()
    const browser = makeBrowser()
    const answer = await signIn(browser, user.email, user.password, `/sign-in?next=${encodeURIComponent(next)}`)
    expect(answer.status).toBe(303)
    const location = String(answer.headers.location)
    expect(new URL(location, browser.url).origin).toBe(browser.url)
    expect(location).not.toMatch(/^\/\//)
    const again = await browser.get(`/sign-in?next=${encodeURIComponent(next)}`)
    expect(again.status).toBe(307)
    expect(new URL(String(again.headers.location), browser.url).origin).toBe(browser.url)
  })

  test("a page that asked for it is come back to", async () => {
    const user = await makeUser()
    const browser = makeBrowser()
    const sent = await browser.get("/rooms?x=1")
    expect(sent).toMatchObject({ status: 307, headers: { location: "/sign-in?next=%2Frooms%3Fx%3D1" } })
    const answer = await signIn(browser, user.email, user.password, String(sent.headers.location))
    expect(answer.headers.location).toBe("/rooms?x=1")
  })
})

describe("limits of signing in", () => {
  const tryWrong = (email: string, address: string) =>
    checkCredentials({ email, password: "wrong password" }, address, null).catch(
      (error: { code: string }) => error.code,
    )

  test("five failures, then the account rests for that address only", async () => {
    const user = await makeUser()
    const pair = { email: user.email, password: user.password }
    const [here, elsewhere] = [someAddress(), someAddress()]
    for (let i = 0; i < 5; i += 1) expect(await tryWrong(user.email, here)).toBe("wrong_pair")
    const refused = checkCredentials(pair, here, null)
    await expect(refused).rejects.toMatchObject({ code: "too_many_tries", retryAfterSeconds: expect.any(Number) })
    expect(await tryWrong(user.email.toUpperCase(), here)).toBe("too_many_tries")
    expect(await checkCredentials(pair, elsewhere, null)).toMatchObject({ id: user.id })
  })

  test("thirty tries at once are still five", async () => {
    const user = await makeUser()
    const address = someAddress()
    const codes = await Promise.all(Array.from({ length: 30 }, () => tryWrong(user.email, address)))
    expect(codes.filter((code) => code === "wrong_pair")).toHaveLength(5)
    expect(codes.filter((code) => code === "too_many_tries")).toHaveLength(25)
  })

  test("success forgives: four failures, a success, four failures, a success", async () => {
    const user = await makeUser()
    const address = someAddress()
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 4; i += 1) expect(await tryWrong(user.email, address)).toBe("wrong_pair")
      const pair = { email: user.email, password: user.password }
      expect(await checkCredentials(pair, address, null)).toMatchObject({ id: user.id })
    }
  })

  test("one address has fifty failures over all accounts, successes do not count", async () => {
    const user = await makeUser()
    const address = someAddress()
    const pair = { email: user.email, password: user.password }
    for (let i = 0; i < 3; i += 1) await checkCredentials(pair, address, null)
    const email = () => `${crypto.randomUUID()}@earshot.test`
    const codes = await Promise.all(Array.from({ length: 60 }, () => tryWrong(email(), address)))
    expect(codes.filter((code) => code === "wrong_pair")).toHaveLength(50)
    await expect(checkCredentials(pair, address, null)).rejects.toMatchObject({ code: "too_many_tries" })
  })

  test.skipIf(!canChooseAddress)(
    "through the form: the pause is said, and it is the address that the edge saw",
    async () => {
      const user = await makeUser()
      const browser = makeBrowser()
      const claim = () => ({ "x-forwarded-for": `203.0.113.${Math.floor(Math.random() * 250)}` })
      const signInFrom = (one: Browser) =>
        submit(one, "/sign-in", "password", { email: user.email, password: "wrong" }, { headers: claim() })
      for (let i = 0; i < 5; i += 1) await signInFrom(browser)
      const refused = await signInFrom(browser)
      expect(refusalIn(refused.body).summary).toMatch(/\d+ min/)
      expect(await signIn(makeBrowser(), user.email, user.password)).toMatchObject({ status: 303 })
    },
  )
})

test("the sign-in library has no address of its own", async () => {
  const browser = makeBrowser()
  for (const path of ["csrf", "session", "providers", "signin", "signout", "callback/credentials"])
    for (const method of ["GET", "POST"])
      expect(await browser.send(method, `/api/auth/${path}`, { headers: { origin: browser.url } })).toMatchObject({
        status: 404,
      })
})
