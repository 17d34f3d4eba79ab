import type { Page, WebSocketRoute } from "@playwright/test"
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
export const hush = (person: Person) => setTone(person, 0.0004, 0)

async function setTone(person: Person, gain: number, inSeconds: number): Promise<void> {
  const set = ({ gain, inSeconds }: { gain: number; inSeconds: number }) => {
    const { tone } = window.ear
    tone.gain?.gain.setValueAtTime(gain, tone.gain.context.currentTime + inSeconds)
  }
  await person.page.evaluate(set, { gain, inSeconds })
}

/**
 * This person speaks, and it is seen on that page. A sound server tells only what changes: a tone that was there before
 * is no news, so it begins anew.
 */
export async function speaks(cast: Cast, person: Person, seenOn: Page): Promise<void> {
  const seen = seenOn.locator(".seat--speaking").filter({ hasText: person.name })
  await expect(async () => {
    await hush(person)
    await setTone(person, 0.15, 1)
    await expect(seen.getByText(cast.words.call.note.speaking)).toBeVisible({ timeout: 4000 })
  }).toPass({ timeout: 25_000 })
  await expect(seenOn.locator(".seat--speaking")).toHaveCount(1)
}

/** Gives what cuts the page's line to the server, for good. */
export async function signallingToCut(page: Page): Promise<() => Promise<void>> {
  const open: WebSocketRoute[] = []
  let lost = false
  await page.routeWebSocket(/\/rtc/, (socket) => {
    // 1000 would be a goodbye, and no loss.
    if (lost) return void socket.close({ code: 4000 })
    socket.connectToServer()
    open.push(socket)
  })
  return async () => {
    lost = true
    for (const socket of open) await socket.close({ code: 4000 })
  }
}
