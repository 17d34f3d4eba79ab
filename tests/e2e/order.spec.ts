import { expect, makeRoom, operator, test } from "./fixtures"
import { expectHears, expectSilent, joins, muteButton, opensLink, pressesJoin, unmuteButton } from "./steps"

test("a host removes somebody by keyboard and locks the call: silence, words on both sides, no way back @chromium", async ({
  person,
}) => {
  const room = await makeRoom("Weekly planning")
  const [olga, lena] = [await person("Olga", { signedIn: true }), await person("Lena")]
  await joins(lena, room)
  await joins(olga, room)
  await expectHears(olga, lena)
  await expectHears(lena, olga)

  const { page } = olga
  await page.getByRole("button", { name: "People, 2 in the call" }).press("Enter")
  await page.getByRole("button", { name: "Options for Lena" }).press("Enter")
  await expect(page.getByRole("menuitem", { name: "Mute", exact: true })).toBeFocused()
  await page.keyboard.press("ArrowDown")
  await expect(page.getByRole("menuitem", { name: "Remove from this call" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alertdialog", { name: "Remove Lena from this call?" })).toBeVisible()
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused()
  await expect(page.getByRole("switch", { name: /Lock the call too/ })).toBeChecked()
  const removedAt = Date.now()
  await page.getByRole("button", { name: "Remove", exact: true }).press("Enter")
  await expectSilent(olga, lena)
  console.log(`removed: nobody heard them after ${Date.now() - removedAt} ms, measuring included`)
  await expect(page.locator(".toast")).toContainText("Lena was removed")
  await expect(page.getByRole("img", { name: "Locked" })).toBeVisible()

  await expect(lena.page.getByRole("heading", { name: "You were removed from this call" })).toBeFocused()
  await expect(lena.page.getByText(`${operator.name} removed you.`)).toBeVisible()
  await lena.page.reload()
  await pressesJoin(lena)
  await expect(lena.page.getByRole("alert").getByText("The host removed you from this call.")).toBeVisible()

  const again = await person("Somebody Else")
  await opensLink(again, room)
  await pressesJoin(again)
  await expect(again.page.getByRole("alert").getByText("The host has locked this call")).toBeVisible()
  await expect(again.page.getByLabel("Your name")).toHaveValue("Somebody Else")

  await page.getByRole("switch", { name: /Lock the call/ }).press("Space")
  await expect(page.getByRole("img", { name: "Locked" })).toBeHidden()
  await pressesJoin(again)
  await expectHears(olga, again)
})

test("a host mutes one, then everybody: they are told by whom, and only they can speak again @chromium", async ({
  person,
}) => {
  const room = await makeRoom("Weekly planning")
  const [olga, lena, boris] = [
    await person("Olga", { signedIn: true }),
    await person("Lena"),
    await person("Boris", { in: "chromium" }),
  ]
  for (const each of [lena, boris, olga]) await joins(each, room)
  for (const each of [lena, boris]) await expectHears(olga, each)

  const { page } = olga
  const told = lena.page.locator(".toast")
  await page.getByRole("button", { name: "People, 3 in the call" }).click()
  await page.getByRole("button", { name: "Options for Lena" }).press("Enter")
  await expect(page.getByRole("menuitem", { name: "Mute", exact: true })).toBeFocused()
  const mutedAt = Date.now()
  await page.keyboard.press("Enter")
  await expect(told).toContainText("Olga Operator muted you")
  await expectSilent(olga, lena)
  console.log(`muted: nobody heard them after ${Date.now() - mutedAt} ms, measuring included`)
  await expectHears(olga, boris)
  await unmuteButton(lena).click()
  await expectHears(olga, lena)
  await expect(told).toBeHidden()

  await page.getByRole("button", { name: "Mute everybody else" }).press("Enter")
  for (const each of [lena, boris]) {
    await expect(unmuteButton(each)).toBeVisible()
    await expectSilent(olga, each)
  }
  await expect(page.getByRole("button", { name: "Mute everybody else" })).toBeFocused()
  await expect(muteButton(olga)).toBeVisible()
  await expectHears(lena, olga)
  await unmuteButton(lena).click()
  await expectHears(olga, lena)
})
