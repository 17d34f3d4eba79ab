import { expect, makeRoom, type Person, test } from "./fixtures"
import { expectNoNews, listensForNews, seatOf } from "./presence"
import { expectHears, joinButton, joins, leaveButton, opensLink, readings } from "./steps"

/** How many connections this page has that live. */
const livingOf = (person: Person) =>
  person.page.evaluate(
    () => window.ear.connections.filter(({ connectionState }) => connectionState === "connected").length,
  )

/** In the lobby with a name, for as long as it takes until a connection stands. */
async function standsReady(person: Person, room: { slug: string; name: string }): Promise<void> {
  await opensLink(person, room)
  await person.page.getByLabel("Your name").fill(person.name)
  await expect.poll(() => livingOf(person), { timeout: 15_000 }).toBe(1)
}

const madeBy = (person: Person) => person.page.evaluate(() => window.ear.connections.length)

test("a connection that stands before the click hears nothing and is seen by nobody, and carries the call after it", async ({
  person,
}) => {
  const room = await makeRoom("Weekly planning")
  const [olga, lena] = [await person("Olga"), await person("Lena")]
  await joins(olga, room)
  await listensForNews(olga)
  await standsReady(lena, room)

  await expectNoNews(olga, lena)
  await expect(olga.page.getByRole("button", { name: "People, 1 in the call" })).toBeVisible()
  await expect(seatOf(olga, lena)).toHaveCount(0)
  for (const listener of [olga, lena]) expect(await readings(listener)).toEqual([])

  await joinButton(lena).click()
  await expect(leaveButton(lena)).toBeVisible()
  await expectHears(lena, olga)
  await expectHears(olga, lena)
  await expect(seatOf(olga, lena)).toHaveCount(1)
  expect(await madeBy(lena)).toBe(1)
})

test("somebody who looks into the lobby of a call they are in stays in it @chromium", async ({ person }) => {
  const room = await makeRoom("Weekly planning")
  const [olga, lena] = [await person("Olga"), await person("Lena")]
  await joins(olga, room)
  await joins(lena, room)
  await expectHears(olga, lena)
  const second: Person = { ...lena, page: await lena.context.newPage() }
  await opensLink(second, room)
  await second.page.getByLabel("Your name").fill("Lena")
  await second.page.waitForTimeout(2500)
  expect(await madeBy(second)).toBe(0)
  await expectHears(olga, lena)
  await expect(leaveButton(lena)).toBeVisible()
})

test("a connection nobody needs any more is given up, and the next click connects as ever @chromium", async ({
  person,
}) => {
  const room = await makeRoom("Weekly planning")
  const [olga, lena] = [await person("Olga"), await person("Lena")]
  await joins(olga, room)
  await standsReady(lena, room)
  // Another name is another person's word at the door.
  await lena.page.getByLabel("Your name").fill("Magdalena")
  await expect.poll(() => madeBy(lena)).toBe(2)
  await expect.poll(() => livingOf(lena)).toBe(1)
  await lena.page.reload()
  await expect(joinButton(lena)).toBeVisible()
  await lena.page.getByLabel("Your name").fill("Lena")
  await joinButton(lena).click()
  await expectHears(olga, lena)
  await expectHears(lena, olga)
})
