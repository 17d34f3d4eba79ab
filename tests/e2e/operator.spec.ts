import { giveUp, usualTroubles } from "./failed-jobs"
import { expect, makeRoom, test } from "./fixtures"
import { joins, leaveButton } from "./steps"

test("an operator tries a failed job again and drops another, by keyboard alone @chromium", async ({ person }) => {
  await giveUp(usualTroubles)
  const { page } = await person("Olga", { signedIn: true })
  await page.goto("/rooms")
  await page.getByRole("link", { name: "Status" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Status" })).toBeFocused()
  await expect(page.getByText("3 jobs were left undone")).toBeVisible()

  await page.getByRole("button", { name: /^Try again: Mail with a link to a new password/ }).focus()
  await page.keyboard.press("Enter")
  await expect(page.locator(".toast")).toContainText("It is tried again now.")
  await expect(page.getByRole("heading", { name: "Given up" })).toBeFocused()
  await expect(page.getByText("2 jobs were left undone")).toBeVisible()

  await page.getByRole("button", { name: /^Drop: Mail to somebody who was added/ }).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("alertdialog")).toBeVisible()
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("button", { name: /^Drop: Mail to somebody who was added/ })).toBeFocused()
  await page.keyboard.press("Enter")
  await page.getByRole("button", { name: "Drop it" }).press("Enter")
  await expect(page.getByText("1 job was left undone")).toBeVisible()
  await expect(page.getByText("Mail to somebody who was added")).toHaveCount(0)
  await giveUp([])
})

test("the owner of a room sees who is in its call, and afterwards who was @chromium", async ({ person }) => {
  const room = await makeRoom("Call list")
  const olga = await person("Olga", { signedIn: true })
  const guest = await person("Mei Tanaka")
  await joins(guest, room)
  const { page } = olga
  await page.goto("/rooms")
  await page.getByRole("button", { name: `Options for ${room.name}` }).press("Enter")
  await expect(page.getByRole("menuitem").first()).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1, name: `Calls in ${room.name}` })).toBeFocused()
  const call = page.getByRole("listitem").filter({ hasText: "1 person" })
  await expect(async () => {
    await page.reload()
    await expect(call.getByText("Now", { exact: true })).toBeVisible({ timeout: 500 })
    await expect(call.getByText(/^since \d\d:\d\d$/)).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 10_000 })
  await expect(call.getByText("Mei Tanaka")).toBeVisible()
  await expect(call.getByText("guest")).toBeVisible()

  await leaveButton(guest).click()
  await expect(async () => {
    await page.reload()
    await expect(call.getByText(/^\d\d:\d\d–\d\d:\d\d$/)).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000 })
})
