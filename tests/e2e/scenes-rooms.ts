import type { Page } from "@playwright/test"
import { expect } from "./fixtures"
import type { Cast, Story } from "./scene-cast"
import { enters } from "./scene-steps"
import { filled, odd } from "./scene-words"
import { ourFault, withoutTable } from "./scenes-start"

async function roomsOf(cast: Cast, who: "anna" | "lena" = "anna"): Promise<Page> {
  const { page } = await cast.host(who)
  await page.goto("/rooms")
  await page.getByRole("heading", { level: 1, name: cast.words.rooms.heading }).waitFor()
  return page
}

/** Anna's rooms as they are on a working day; in the first of them two people talk. */
async function usualRooms(cast: Cast) {
  const [interview, visit, update] = cast.names.rooms
  const [first] = await cast.rooms([
    { name: cast.names.room, lastUsedHours: 170 },
    { name: interview ?? "", lastUsedHours: 27 },
    { name: visit ?? "", lastUsedHours: 75 },
    { name: update ?? "" },
  ])
  return first
}

async function opensMenu(cast: Cast, page: Page, item: string | null) {
  const name = cast.names.rooms[0] ?? ""
  await page.getByRole("button", { name: filled(cast.words.rooms.options, { name }) }).click()
  await page.getByRole("menu").waitFor()
  if (item) await page.getByRole("menuitem", { name: item }).click()
}

/** The list of one's rooms. */
export const roomsStories: Story[] = [
  [
    {
      name: "rooms",
      async open(cast) {
        const first = await usualRooms(cast)
        if (first) for (const who of ["boris", "mei"] as const) await enters(cast, await cast.guest(who), first)
        const page = await roomsOf(cast)
        // The sound server counts who is in with a delay of its own.
        await expect(async () => {
          await page.reload()
          await expect(page.locator(".rowroom--now .rowroom__status").getByText(/2/)).toBeVisible({ timeout: 500 })
        }).toPass({ timeout: 20_000 })
        return page
      },
    },
    {
      name: "rooms-field-error",
      state: true,
      async open(cast, page) {
        await page.getByRole("button", { name: cast.words.rooms.make }).click()
        await page.getByText(cast.words.errors.fields.required).waitFor()
        return page
      },
    },
    {
      name: "rooms-menu",
      fills: true,
      state: true,
      async open(cast, page) {
        await page.reload()
        await opensMenu(cast, page, null)
        return page
      },
    },
    {
      name: "rooms-delete",
      fills: true,
      state: true,
      async open(cast, page) {
        await page.getByRole("menuitem", { name: cast.words.rooms.delete }).click()
        await page.getByRole("alertdialog").waitFor()
        return page
      },
    },
    {
      name: "rooms-qr",
      fills: true,
      state: true,
      async open(cast, page) {
        await page.keyboard.press("Escape")
        await opensMenu(cast, page, cast.words.share.qr)
        await page.getByRole("dialog").waitFor()
        return page
      },
    },
    {
      name: "rooms-account",
      fills: true,
      state: true,
      async open(cast, page) {
        await page.keyboard.press("Escape")
        await page.getByRole("button", { name: filled(cast.words.shell.account, { name: cast.names.anna }) }).click()
        await page.getByRole("menu").waitFor()
        return page
      },
    },
  ],
  [{ name: "rooms-empty", open: (cast) => roomsOf(cast, "lena") }],
  [
    {
      name: "rooms-odd-names",
      state: true,
      async open(cast) {
        await cast.rooms(Object.values(odd).map((name, index) => ({ name, lastUsedHours: 24 * index + 1 })))
        return roomsOf(cast)
      },
    },
    {
      name: "rooms-failed",
      state: true,
      expected: ourFault,
      async open(cast, page) {
        await withoutTable("Room", async () => {
          await page.reload()
          await page.getByRole("heading", { name: cast.words.rooms.failedTitle }).waitFor()
        })
        return page
      },
    },
  ],
]
