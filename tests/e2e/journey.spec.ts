import { firefoxToo } from "./faults"
import { expect, makeRoom, operator, test } from "./fixtures"
import { expectHears, joins, leaveButton, muteButton, opensLink, pressesJoin, unmuteButton } from "./steps"

test("a host makes a room, sends the link, and the guest is heard; the host ends the call for all", async ({
  person,
}) => {
  const host = await person("Olga", { signedIn: true })
  const { page } = host
  await page.goto("/rooms")
  await expect(page.getByRole("heading", { level: 1, name: "Your rooms" })).toBeVisible()
  const name = `Weekly planning ${Date.now()}`
  await page.getByLabel("Name of the room").fill(name)
  await page.getByRole("button", { name: "Make the room" }).click()
  const row = page.getByRole("listitem").filter({ hasText: name })
  await expect(row).toBeVisible()
  await row.getByRole("link", { name: `Go in: ${name}` }).click()
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible()
  const link = page.url()
  await pressesJoin(host)
  await expect(leaveButton(host)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText("You are the first here")).toBeVisible()

  const guest = await person("Lena")
  await guest.page.goto(link)
  await pressesJoin(guest)
  await expectHears(host, guest)
  await expectHears(guest, host)
  await expect(page.getByText("Lena").first()).toBeVisible()

  await leaveButton(host).click()
  await page.getByRole("button", { name: /^End for all/ }).click()
  await page.getByRole("button", { name: "End for all", exact: true }).click()
  await expect(guest.page.getByRole("heading", { name: "The host ended the call for all" })).toBeVisible()
  await expect(page.getByRole("heading", { name: "The host ended the call for all" })).toBeVisible()

  await guest.page.getByRole("button", { name: "Back to the room" }).click()
  await expect(guest.page.getByLabel("Your name")).toHaveValue("Lena")
})

test(`leaving frees the seat at once, and going back in takes it again${firefoxToo}`, async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna")
  const lena = await person("Lena")
  await joins(anna, room)
  await joins(lena, room)
  await expectHears(anna, lena)
  await leaveButton(lena).click()
  await expect(lena.page.getByRole("heading", { name: "You left the call" })).toBeVisible()
  await expect(anna.page.getByText("You are the first here")).toBeVisible()
  await lena.page.getByRole("button", { name: "Go back in" }).click()
  await pressesJoin(lena)
  await expectHears(anna, lena)
  await expectHears(lena, anna)
})

test(`the same person in a second tab takes the call over, and the first tab says so${firefoxToo}`, async ({
  person,
}) => {
  const room = await makeRoom()
  const anna = await person("Anna")
  const lena = await person("Lena")
  await joins(anna, room)
  await joins(lena, room)
  const second = { ...lena, page: await lena.context.newPage() }
  await joins(second, room)
  await expect(lena.page.getByRole("heading", { name: "You joined in another tab" })).toBeVisible()
  await expectHears(anna, second)
  await expect(anna.page.getByText(/^2 people|2 people/).first()).toBeVisible()
})

test("from link to sound by keyboard alone", async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna")
  await joins(anna, room)
  const lena = await person("Lena")
  await opensLink(lena, room)
  const { keyboard } = lena.page
  let presses = 0
  const press = async (key: string) => {
    presses += 1
    await keyboard.press(key)
  }
  const focused = () => lena.page.evaluate(() => document.activeElement?.id ?? "")
  const field = await lena.page.getByLabel("Your name").getAttribute("id")
  while ((await focused()) !== field && presses < 20) await press("Tab")
  await keyboard.type("Lena")
  await press("Enter")
  await expectHears(anna, lena)
  await expectHears(lena, anna)
  expect(presses).toBeLessThanOrEqual(25)
  // In the call: M mutes and unmutes, the leave button is reached by keyboard.
  await press("m")
  await expect(unmuteButton(lena)).toBeVisible()
  await press("m")
  await expect(muteButton(lena)).toBeVisible()
  const inControls = () => lena.page.evaluate(() => !!document.activeElement?.closest("[role=toolbar]"))
  while (!(await inControls()) && presses < 40) await press("F6")
  const label = () => lena.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "")
  while ((await label()) !== "Leave" && presses < 60) {
    const before = await label()
    await press("ArrowRight")
    // The focus moves a moment after the key: a second key before that would take it past.
    await expect.poll(label).not.toBe(before)
  }
  await press("Enter")
  await expect(lena.page.getByRole("heading", { name: "You left the call" })).toBeVisible()
})

test("a wrong pair is refused at the form, keeps the e-mail, never the password; then signs in and out", async ({
  browser,
}) => {
  const page = await (await browser.newContext({ locale: "en-GB", baseURL: process.env.EARSHOT_URL })).newPage()
  await page.goto("/rooms")
  await expect(page).toHaveURL(/\/sign-in\?next=%2Frooms/)
  await page.getByLabel("E-mail").fill(operator.email)
  await page.getByLabel("Password", { exact: true }).fill("not this one")
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByText("This e-mail and password do not match.")).toBeVisible()
  await expect(page.getByLabel("E-mail")).toHaveValue(operator.email)
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("")
  await page.getByLabel("Password", { exact: true }).fill(operator.password)
  await page.getByLabel("Password", { exact: true }).press("Enter")
  await page.waitForURL("**/rooms")
  await page.getByRole("button", { name: /^Account/ }).click()
  await page.getByRole("menuitem", { name: "Sign out" }).click()
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible()
  await page.goto("/rooms")
  await expect(page).toHaveURL(/\/sign-in/)
  await page.context().close()
})
