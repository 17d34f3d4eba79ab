import type { Page } from "@playwright/test"
import { expect, type Person } from "./fixtures"
import type { Cast, Room } from "./scene-cast"

/** Opens the room's link and stops in the lobby. */
export async function comesTo(person: Person, room: Room): Promise<Page> {
  await person.page.goto(`/r/${room.slug}`)
  await person.page.getByRole("heading", { level: 1, name: room.name }).waitFor()
  return person.page
}

/** Types the name and presses Enter, which joins in whatever state the lobby is. */
export async function knocks(cast: Cast, person: Person): Promise<void> {
  const name = person.page.getByLabel(cast.words.lobby.name)
  await name.fill(person.name)
  await name.press("Enter")
}

/** From the link into the call: done when the call's controls are there. */
export async function enters(cast: Cast, person: Person, room: Room): Promise<Page> {
  await comesTo(person, room)
  await knocks(cast, person)
  await tool(cast, person.page, "leave").waitFor({ timeout: 30_000 })
  return person.page
}

/** A button of the call's controls. */
export const tool = (cast: Cast, page: Page, name: "leave" | "devices" | "copy") =>
  page.getByRole("button", { name: cast.words.call.controls[name], exact: true })

/** From now on this person's microphone gives a room's noise, which nobody takes for a voice. */
export const hush = (person: Person) =>
  person.page.evaluate(() => {
    window.ear.tone.gain?.gain.setValueAtTime(0.0004, 0)
  })

/**
 * This person speaks, and it is seen on that page. A sound server tells only what changes: a tone that was there before
 * is no news, so it begins anew.
 */
export async function speaks(cast: Cast, person: Person, seenOn: Page): Promise<void> {
  const seen = seenOn.locator(".seat--speaking")
  await expect(async () => {
    await person.page.evaluate(() => {
      const gain = window.ear.tone.gain
      gain?.gain.setValueAtTime(0.0004, gain.context.currentTime)
      gain?.gain.setValueAtTime(0.15, gain.context.currentTime + 1)
    })
    await expect(seen.getByText(cast.words.call.note.speaking)).toBeVisible({ timeout: 4000 })
  }).toPass({ timeout: 25_000 })
  await expect(seen).toHaveCount(1)
}
