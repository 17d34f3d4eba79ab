import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import { makeBrowser } from "../fixtures/browser"
import { refusalIn, submit, typedIn } from "../fixtures/forms"
import { type OtherStack, startOtherStack, stopOtherStack } from "../fixtures/ground"

// An installation of its own: this works once.
let fresh: OtherStack
const browser = () => makeBrowser({ url: fresh.url })
const linkPath = () => new URL(fresh.setupLink ?? "").pathname
const someone = (change: Record<string, string> = {}) => ({
  name: "Anna Petrova",
  email: `${crypto.randomUUID()}@earshot.test`,
  password: "a long password",
  ...change,
})

beforeAll(async () => {
  fresh = await startOtherStack()
  Object.assign(process.env, fresh.env, { DATABASE_URL: fresh.databaseUrl })
}, 120_000)

afterAll(async () => {
  await stopOtherStack(fresh)
})

describe("the set-up link, before there is an operator", () => {
  test("shows the form; a wrong one, be it by its last letter, does not", async () => {
    expect((await browser().get(linkPath())).body).toContain('name="password"')
    const wrong = [
      `${linkPath().slice(0, -1)}!`,
      "/setup/x",
      `/setup/${"A".repeat(32)}`,
      `${linkPath()}A`,
      "/setup/%00",
    ]
    for (const path of wrong) {
      const { status, body } = await browser().get(path)
      expect(status).toBe(200)
      expect(body).not.toContain('name="password"')
    }
  })

  test("a wrong token in the form makes nobody", async () => {
    const page = (await browser().get(linkPath())).body
    for (const token of ["", "x", "A".repeat(32), "A".repeat(10_000)]) {
      const { status } = await submit(browser(), linkPath(), "password", { ...someone(), token }, { page })
      expect(status).toBe(200)
    }
    expect(await db().user.count()).toBe(0)
  })

  test.each([
    [{ name: "", email: "", password: "" }, ["name", "email", "password"]],
    [{ name: "a".repeat(10_000) }, ["name"]],
    [{ name: "\u0000\u202e" }, ["name"]],
    [{ email: "nobody" }, ["email"]],
    [{ email: "a\u0000@earshot.test" }, ["email"]],
    [{ password: "short" }, ["password"]],
    [{ password: "p".repeat(10_000) }, ["password"]],
  ])("refused at its fields, with what was typed (%#)", async (change, fields) => {
    const values = someone(change)
    const { status, body } = await submit(browser(), linkPath(), "password", values)
    expect(status).toBe(200)
    expect(refusalIn(body).badFields).toEqual(fields)
    if (!("email" in change)) expect(typedIn(body, "email")).toBe(values.email)
    expect(typedIn(body, "password")).toBe("")
    expect(await db().user.count()).toBe(0)
  })

  test("used five times at once makes one operator, signed in; the others are told", async () => {
    const page = (await browser().get(linkPath())).body
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(async () => {
        const own = browser()
        return { own, answer: await submit(own, linkPath(), "password", someone(), { page }) }
      }),
    )
    const [first, ...more] = answers.filter(({ answer }) => answer.status === 303)
    expect(more).toEqual([])
    expect(first?.answer.headers.location).toBe("/rooms")
    expect(await first?.own.get("/rooms")).toMatchObject({ status: 200 })
    expect(await db().user.findMany({ select: { role: true } })).toEqual([{ role: "operator" }])
  })

  test("is dead afterwards: neither form nor a page kept open makes another", async () => {
    const { body } = await browser().get(linkPath())
    expect(body).not.toContain('name="password"')
    expect(await db().user.count()).toBe(1)
  })
})
