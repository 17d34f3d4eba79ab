import { expect } from "@playwright/test"
import type { Reading } from "./ears"
import type { Person } from "./fixtures"

/** Opens the room's link and stops in the lobby. */
export async function opensLink(person: Person, room: { slug: string; name: string }): Promise<void> {
  await person.page.goto(`/r/${room.slug}`)
  await expect(person.page.getByRole("heading", { level: 1 })).toHaveText(room.name)
}

/** Types a name in the lobby and presses the button that leads in, whatever it is called now. */
export async function pressesJoin(person: Person): Promise<void> {
  const name = person.page.getByLabel("Your name")
  await name.fill(person.name)
  await joinButton(person).click()
}

export function joinButton(person: Person) {
  return person.page.getByRole("button", { name: /^(come in|join|come in and listen)/i }).first()
}

/** From the link into the call: done when the call's controls are there. */
export async function joins(person: Person, room: { slug: string; name: string }): Promise<void> {
  await opensLink(person, room)
  await pressesJoin(person)
  await expect(leaveButton(person)).toBeVisible({ timeout: 20_000 })
}

export const leaveButton = (person: Person) => person.page.getByRole("button", { name: /^leave/i }).first()
export const muteButton = (person: Person) => person.page.getByRole("button", { name: /^mute microphone/i })
export const unmuteButton = (person: Person) => person.page.getByRole("button", { name: /^unmute microphone/i })

/** All remote sound this person's browser decodes, measured for a while. */
export function readings(listener: Person, ms = 1200): Promise<Reading[]> {
  return listener.page.evaluate((time) => window.ear.read(time), ms)
}

const isTone = (reading: Reading, hz: number) => Math.abs(reading.peakHz - hz) <= 20 && reading.db > -60

/**
 * The listener's browser receives, decodes and plays the speaker's tone: packets, samples and energy grow, the track is
 * not muted, its element plays. Tries again until the deadline, because sound needs a moment after joining.
 */
export async function expectHears(listener: Person, speaker: Person, withinMs = 15_000): Promise<Reading> {
  let last: Reading[] = []
  const deadline = Date.now() + withinMs
  do {
    last = await readings(listener)
    const tone = last.find((reading) => isTone(reading, speaker.hz))
    if (tone && isSound(tone)) return tone
  } while (Date.now() < deadline)
  throw new Error(`${listener.name} does not hear ${speaker.name} (${speaker.hz} Hz): ${JSON.stringify(last)}`)
}

function isSound(reading: Reading): boolean {
  const { element } = reading
  return (
    reading.packets >= 20 &&
    reading.samples >= 20_000 &&
    reading.concealed < reading.samples * 0.1 &&
    Math.sqrt(reading.energy / reading.seconds) > 0.01 &&
    !reading.trackMuted &&
    element !== null &&
    !element.paused &&
    !element.muted &&
    element.volume > 0 &&
    element.advanced > 0.5
  )
}

/** No remote track carries this person's tone. */
export async function expectSilent(listener: Person, speaker: Person, withinMs = 5000): Promise<void> {
  await expect
    .poll(async () => (await readings(listener, 600)).some((reading) => isTone(reading, speaker.hz)), {
      timeout: withinMs,
    })
    .toBe(false)
}

/** Prints a figure that docs/sound.md is written from. */
export function figure(proof: string, name: string, value: unknown): void {
  console.log(`FIGURE ${proof} | ${name} | ${typeof value === "string" ? value : JSON.stringify(value)}`)
}
