import { describe, expect, test } from "vitest"
import { verifyPassword } from "@/lib/auth/password"
import { db } from "@/lib/db"
import { showSlug } from "@/lib/ids"
import * as people from "@/lib/people/data"
import { type Browser, makeBrowser } from "../fixtures/browser"
import { postEnter } from "../fixtures/entering"
import { refusalIn, submit, typedIn } from "../fixtures/forms"
import { makeRoom, makeUser, signedIn } from "../fixtures/rows"

const isSignedIn = async (browser: Browser) => (await browser.get("/rooms")).status === 200
const makeOperator = () => makeUser({ name: "Olga Operator", role: "operator" })
const newAddress = () => `${crypto.randomUUID()}@earshot.test`
const someone = (email = newAddress()) => ({ name: "Mei Tanaka", email })
const welcome = (token: string) => `/welcome/${token}`
const join = (browser: Browser, token: string, page?: string) =>
  submit(browser, welcome(token), "token", { name: "Mei", password: "a long password" }, { page })

describe("the people of a server", () => {
  test("are seen by operators; for others the page is not there", async () => {
    const operator = await makeOperator()
    const { body } = await (await signedIn(operator)).get("/people")
    expect(body).toContain(operator.email)
    const other = await (await signedIn(await makeUser())).get("/people")
    expect(other.status).toBe(404)
    expect(other.body).not.toContain(operator.email)
    expect((await makeBrowser().get("/people")).status).toBe(307)
  })

  test("every deed of an operator is refused to anybody else, whatever form they send", async () => {
    const [user, other] = [await makeUser(), await makeUser()]
    const { id } = await people.addPerson(await makeOperator(), someone())
    const deeds = [
      () => people.listPeople(user),
      () => people.addPerson(user, someone()),
      () => people.renewPersonLink(user, id),
      () => people.revokePersonLink(user, id),
      () => people.makePasswordLink(user, other.id),
      () => people.setDisabled(user, other.id, true),
      () => people.setRole(user, user.id, "operator"),
    ]
    for (const deed of deeds) await expect(deed()).rejects.toMatchObject({ code: "forbidden" })
    // The operator's own page, sent by somebody else.
    const page = (await (await signedIn(await makeOperator())).get("/people")).body
    const email = newAddress()
    const { body } = await submit(await signedIn(user), "/people", "email", { name: "Mei", email }, { page })
    expect(body).not.toContain("/welcome/")
    expect(await db().oneTimeLink.count({ where: { email } })).toBe(0)
  })
})

describe("adding somebody", () => {
  test("shows a link; it makes an account once, with the name and password the person chose", async () => {
    const operator = await signedIn(await makeOperator())
    const person = someone()
    const { body } = await submit(operator, "/people", "email", person)
    const token = /\/welcome\/([\w-]{43})/.exec(body)?.[1] ?? ""
    expect(await db().user.count({ where: { email: person.email } })).toBe(0)
    expect((await operator.get("/people")).body).not.toContain(token)

    const mei = makeBrowser()
    const page = (await mei.get(welcome(token))).body
    expect(typedIn(page, "name")).toBe("Mei Tanaka")
    expect(page).toContain(person.email)
    const short = await submit(mei, welcome(token), "token", { name: "Mei", password: "short" })
    expect(refusalIn(short.body).badFields).toEqual(["password"])

    expect(await join(mei, token)).toMatchObject({ status: 303, headers: { location: "/rooms" } })
    expect(await isSignedIn(mei)).toBe(true)
    const made = await db().user.findUniqueOrThrow({ where: { email: person.email } })
    expect(made).toMatchObject({ name: "Mei", role: "user", emailVerifiedAt: null, locale: "en" })
    expect(await verifyPassword(made.passwordHash, "a long password")).toBe(true)

    expect((await makeBrowser().get(welcome(token))).body).not.toContain('name="password"')
    const again = await join(makeBrowser(), token, page)
    expect(again.status).toBe(200)
    expect(again.body).toContain("This link does not work any more")
    expect(again.body).not.toContain('name="password"')
  })

  test("looking at the link uses nothing up, however often a scanner of mails does", async () => {
    const { token } = await people.addPerson(await makeOperator(), someone())
    for (let i = 0; i < 5; i += 1) {
      await makeBrowser().get(welcome(token))
      await makeBrowser().send("HEAD", welcome(token))
    }
    expect((await join(makeBrowser(), token)).status).toBe(303)
  })

  test("five who use it at once make one account", async () => {
    const person = someone()
    const { token } = await people.addPerson(await makeOperator(), person)
    const page = (await makeBrowser().get(welcome(token))).body
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => join(makeBrowser(), token, page)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(await db().user.count({ where: { email: person.email } })).toBe(1)
  })

  test("the database holds no token, and the link lives for seven days", async () => {
    const { id, token } = await people.addPerson(await makeOperator(), someone())
    const row = await db().oneTimeLink.findUniqueOrThrow({ where: { id } })
    expect(JSON.stringify(row)).not.toContain(token)
    const days = (row.expiresAt.getTime() - row.createdAt.getTime()) / 86_400_000
    expect(days).toBeCloseTo(7, 3)
  })

  test("expired, revoked, renewed, cut, altered and made up links look the same and open nothing", async () => {
    const operator = await makeOperator()
    const old = new Date(Date.now() - 1000)
    const make = () => people.addPerson(operator, someone())
    const [expired, revoked, renewed, good] = [await make(), await make(), await make(), await make()]
    const page = (await makeBrowser().get(welcome(good.token))).body
    await db().oneTimeLink.update({ where: { id: expired.id }, data: { expiresAt: old } })
    await people.revokePersonLink(operator, revoked.id)
    const fresh = await people.renewPersonLink(operator, renewed.id)
    const dead = [expired, revoked, renewed].map(({ token }) => token)
    const wrong = [
      good.token.slice(0, -1),
      `${good.token.slice(0, -2)}!!`,
      "A".repeat(43),
      "x",
      "%00",
      "a".repeat(3000),
    ]
    const seen = new Set<string>()
    for (const token of [...dead, ...wrong]) {
      const answer = await makeBrowser().get(welcome(token))
      expect(answer.status).toBe(200)
      expect(answer.body).not.toContain('name="password"')
      seen.add(/<main.*<\/main>/s.exec(answer.body)?.[0] ?? "")
      const used = await submit(
        makeBrowser(),
        welcome(good.token),
        "token",
        { token, name: "M", password: "a long password" },
        { page },
      )
      expect(used.status).toBe(200)
    }
    expect(seen.size).toBe(1)
    expect((await join(makeBrowser(), fresh.token)).status).toBe(303)
    expect((await join(makeBrowser(), good.token)).status).toBe(303)
  })

  test("a link of one kind opens no other door", async () => {
    const { token } = await people.addPerson(await makeOperator(), someone())
    expect((await makeBrowser().get(`/reset/${token}`)).body).not.toContain('name="password"')
    const { token: reset } = await people.makePasswordLink(await makeOperator(), (await makeUser()).id)
    expect((await makeBrowser().get(welcome(reset))).body).not.toContain('name="password"')
  })

  test("an address that has an account is refused at its field", async () => {
    const { email } = await makeUser()
    const browser = await signedIn(await makeOperator())
    const { body } = await submit(browser, "/people", "email", someone(email.toUpperCase()))
    expect(refusalIn(body).badFields).toEqual(["email"])
    expect(typedIn(body, "name")).toBe("Mei Tanaka")
  })

  test("who got an account meanwhile is not made twice", async () => {
    const person = someone()
    const { token } = await people.addPerson(await makeOperator(), person)
    await db().user.create({ data: person })
    const { body } = await join(makeBrowser(), token)
    expect(refusalIn(body).summary).toContain("This link does not work any more")
  })
})

describe("a shut account", () => {
  test("is signed out everywhere at the next request, is out of its calls, and comes back in by no link", async () => {
    const operator = await makeOperator()
    const user = await makeUser()
    const [here, there] = [await signedIn(user), await signedIn(user)]
    const { room } = await makeRoom()
    const entered = await postEnter(here, room.slug, { name: "Anna" })
    const { token } = entered.json() as { token: string }
    const gate = () => makeBrowser().get(`/rtc/validate?access_token=${token}`)
    expect((await gate()).status).toBe(200)
    const { token: link } = await people.makePasswordLink(operator, user.id)
    await people.setDisabled(operator, user.id, true)
    expect([await isSignedIn(here), await isSignedIn(there)]).toEqual([false, false])
    expect(await gate()).toMatchObject({ status: 403 })
    expect((await makeBrowser().get(`/reset/${link}`)).body).not.toContain('name="password"')
    const pair = { email: user.email, password: user.password }
    expect(refusalIn((await submit(makeBrowser(), "/sign-in", "password", pair)).body).badFields).toEqual(["password"])

    await people.setDisabled(operator, user.id, false)
    expect((await submit(makeBrowser(), "/sign-in", "password", pair)).status).toBe(303)
  })

  test("its rooms stay open for others", async () => {
    const { host, room } = await makeRoom()
    await people.setDisabled(await makeOperator(), host.id, true)
    expect((await makeBrowser().get(`/r/${showSlug(room.slug)}`)).status).toBe(200)
  })

  test("is never one's own, nor does anybody take their own rights", async () => {
    const operator = await makeOperator()
    for (const deed of [people.setDisabled(operator, operator.id, true), people.setRole(operator, operator.id, "user")])
      await expect(deed).rejects.toMatchObject({ code: "own_account" })
  })

  test("two operators who shut each other's account at once: one stays", async () => {
    const [one, two] = [await makeOperator(), await makeOperator()]
    const done = await Promise.allSettled([
      people.setDisabled(one, two.id, true),
      people.setDisabled(two, one.id, true),
    ])
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  })

  test("two operators who take the rights from each other at once: one stays", async () => {
    const [one, two] = [await makeOperator(), await makeOperator()]
    const done = await Promise.allSettled([people.setRole(one, two.id, "user"), people.setRole(two, one.id, "user")])
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  })
})

describe("a link to a new password, handed over by an operator", () => {
  test("works once; signs in here and out everywhere else; the address is not taken for verified", async () => {
    const user = await makeUser()
    const there = await signedIn(user)
    const { token } = await people.makePasswordLink(await makeOperator(), user.id)
    const other = await people.makePasswordLink(await makeOperator(), user.id)
    expect((await makeBrowser().get(`/reset/${token}`)).body).not.toContain('name="password"')
    const browser = makeBrowser()
    const page = (await browser.get(`/reset/${other.token}`)).body
    expect(await isSignedIn(there)).toBe(true)
    const set = (who: Browser) =>
      submit(who, `/reset/${other.token}`, "token", { password: "another long one" }, { page })
    expect(await set(browser)).toMatchObject({ status: 303, headers: { location: "/reset/done" } })
    expect((await browser.get("/reset/done")).body).toContain("Password changed")
    expect([await isSignedIn(browser), await isSignedIn(there)]).toEqual([true, false])
    expect(await set(makeBrowser())).toMatchObject({ status: 200 })
    const row = await db().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(await verifyPassword(row.passwordHash, "another long one")).toBe(true)
    expect(row.emailVerifiedAt).toBeNull()
  })
})
