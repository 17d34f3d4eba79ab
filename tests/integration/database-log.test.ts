import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { joinByLink } from "@/lib/account/data/join"
import { db } from "@/lib/db"
import * as people from "@/lib/people/data"
import { submit } from "../fixtures/forms"
import { mailStack, newAddress } from "../fixtures/mail-stack"
import { makeUser } from "../fixtures/rows"
import { until } from "../fixtures/until"

const { dir, mailTo, signedIn, pathIn } = mailStack()

const log = () => readFileSync(join(dir(), "logs", "postgres.log"), "utf8")

test("what PostgreSQL refuses is in its log, without what was in it", async () => {
  const { email } = await makeUser()
  await expect(db().user.create({ data: { name: "Anna", email } })).rejects.toMatchObject({ code: "P2002" })
  await until("it is logged", async () => (log().includes("duplicate key value") ? true : null))
  expect(log()).not.toContain(email)
  expect(log()).not.toContain("DETAIL")
})

test("an address that has an account by now is asked about, not refused by the database", async () => {
  const refusals = () => log().match(/duplicate key value/g)?.length ?? 0
  const before = refusals()
  const operator = await makeUser({ role: "operator" })
  const email = newAddress()
  const { token } = await people.addPerson(operator, { name: "Mei", email })
  await mailTo(email)
  await makeUserWith(email)
  const account = { name: "Mei", password: "a long password", locale: "en" as const }
  await expect(joinByLink(token, account)).rejects.toMatchObject({ code: "link_dead" })

  const [user, wanted] = [await makeUser(), newAddress()]
  const browser = await signedIn(user)
  await submit(browser, "/settings", "email", { email: wanted, currentPassword: user.password })
  const path = pathIn((await mailTo(wanted)).text)
  const page = (await browser.get(path)).body
  await makeUserWith(wanted)
  expect((await submit(browser, path, "token", {}, { page })).body).toContain("This link does not work any more")

  expect(refusals()).toBe(before)
})

test("two who join by one link at once make one account, and nothing is refused", async () => {
  const refusals = () => log().match(/duplicate key value|deadlock/g)?.length ?? 0
  const before = refusals()
  const email = newAddress()
  const { token } = await people.addPerson(await makeUser({ role: "operator" }), { name: "Mei", email })
  const account = { name: "Mei", password: "a long password", locale: "en" as const }
  const joined = await Promise.allSettled(Array.from({ length: 6 }, () => joinByLink(token, account)))
  expect(joined.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  expect(await db().user.count({ where: { email } })).toBe(1)
  expect(refusals()).toBe(before)
})

async function makeUserWith(email: string): Promise<void> {
  const { id } = await makeUser()
  await db().user.update({ where: { id }, data: { email } })
}
