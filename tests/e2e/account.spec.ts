import { randomUUID } from "node:crypto"
import { expect, test } from "./fixtures"

test("an operator adds somebody by keyboard alone; the link makes an account, and the room list opens @chromium", async ({
  person,
}) => {
  const operator = await person("Olga", { signedIn: true })
  const { page } = operator
  await page.goto("/people")
  const email = `mei.${randomUUID()}@earshot.test`
  await page.getByLabel("Name", { exact: true }).focus()
  await page.keyboard.type("Mei Tanaka")
  await page.keyboard.press("Tab")
  await page.keyboard.type(email)
  await page.keyboard.press("Enter")
  await expect(page.getByText("The link for Mei Tanaka")).toBeVisible()
  const shown = await page.getByText(/\/welcome\//).textContent()
  await expect(page.getByRole("listitem").filter({ hasText: email })).toContainText("Link not used yet")

  const mei = await person("Mei")
  await mei.page.goto(`/welcome/${shown?.split("/welcome/")[1]}`)
  await mei.page.getByLabel("Password", { exact: true }).focus()
  await mei.page.keyboard.type("short")
  await mei.page.keyboard.press("Enter")
  await expect(mei.page.getByLabel("Password", { exact: true })).toBeFocused()
  await mei.page.keyboard.type("a short sentence of mine")
  await mei.page.keyboard.press("Enter")
  await expect(mei.page.getByRole("heading", { level: 1, name: "Your rooms" })).toBeVisible()

  await page.reload()
  const row = page.getByRole("listitem").filter({ hasText: email })
  await row.getByRole("button", { name: "Options for Mei Tanaka" }).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("menuitem").first()).toBeFocused()
  await page.keyboard.press("End")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alertdialog")).toBeVisible()
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused()
  await page.keyboard.press("Shift+Tab")
  await page.keyboard.press("Enter")
  await expect(row).toContainText("Shut")
  await expect(row.getByRole("button", { name: "Options for Mei Tanaka" })).toBeFocused()
  await mei.page.reload()
  await expect(mei.page.getByRole("heading", { level: 1, name: "Welcome back" })).toBeVisible()
})

test("settings: a new name is seen at once, another browser is signed out, the keys stay off on this device @chromium", async ({
  person,
}) => {
  const operator = await person("Olga", { signedIn: true })
  const { page } = operator
  await page.goto("/people")
  const email = `boris.${randomUUID()}@earshot.test`
  await page.getByLabel("Name", { exact: true }).fill("Boris")
  await page.getByLabel("E-mail").fill(email)
  await page.getByRole("button", { name: "Make the link" }).click()
  const shown = await page.getByText(/\/welcome\//).textContent()
  const [here, there] = [await person("Boris"), await person("Boris")]
  const password = "a short sentence of mine"
  await here.page.goto(`/welcome/${shown?.split("/welcome/")[1]}`)
  await here.page.getByLabel("Password", { exact: true }).fill(password)
  await here.page.getByRole("button", { name: "Make the account" }).click()
  await here.page.waitForURL("**/rooms")
  await there.page.goto("/sign-in")
  await there.page.getByLabel("E-mail").fill(email)
  await there.page.getByLabel("Password", { exact: true }).fill(password)
  await there.page.getByRole("main").getByRole("button", { name: "Sign in" }).click()
  await there.page.waitForURL("**/rooms")

  await here.page.getByRole("link", { name: "Settings" }).click()
  const you = here.page.getByRole("region", { name: "You", exact: true })
  await you.getByLabel("Name").fill("Boris Klein")
  await you.getByRole("button", { name: "Save" }).click()
  await expect(here.page.getByRole("button", { name: "Account: Boris Klein" })).toBeVisible()
  await expect(you.getByText("Saved")).toBeVisible()

  const keys = here.page.getByRole("switch", { name: /act at once/ })
  await keys.uncheck()
  await here.page.reload()
  await expect(keys).not.toBeChecked()

  await here.page.getByRole("button", { name: /^Sign out: / }).click()
  await expect(here.page.getByRole("heading", { name: "Signed in", exact: true })).toBeFocused()
  await there.page.reload()
  await expect(there.page.getByRole("heading", { level: 1, name: "Welcome back" })).toBeVisible()

  await here.page.getByRole("radio", { name: "Dark" }).check()
  await here.page.getByLabel("Language", { exact: true }).selectOption("ru")
  await here.page.getByRole("region", { name: "Language and look" }).getByRole("button", { name: "Save" }).click()
  await expect(here.page.getByRole("heading", { level: 1, name: "Настройки" })).toBeVisible()
  await expect(here.page.locator("html")).toHaveAttribute("data-theme", "dark")
})

test("what is typed while an answer is awaited stays, and is what is sent next @chromium", async ({ person }) => {
  const { page } = await person("Mei")
  await page.goto("/sign-in")
  let answer = () => {}
  const awaited = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route("**/sign-in", async (route) => {
    if (route.request().method() === "POST") await awaited
    await route.fallback()
  })
  await page.getByLabel("E-mail").fill("nobody@earshot.test")
  const sent = page.waitForRequest((request) => request.method() === "POST")
  await page.keyboard.press("Enter")
  await sent
  const password = page.getByLabel("Password", { exact: true })
  await password.focus()
  await page.keyboard.type("a sentence of mine")
  answer()
  await expect(page.getByText("This cannot stay empty.")).toBeVisible()
  await expect(password).toBeFocused()
  await expect(password).toHaveValue("a sentence of mine")
  await expect(page.getByLabel("E-mail")).toHaveValue("nobody@earshot.test")
  await page.keyboard.press("Enter")
  await expect(page.getByText("This e-mail and password do not match")).toBeVisible()
  await expect(password).toHaveValue("")
})
