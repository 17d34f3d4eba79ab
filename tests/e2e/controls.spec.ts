import { firefoxToo } from "./faults"
import { control, expect, makeRoom, test } from "./fixtures"
import { expectHears, figure, joins, opensLink, pressesJoin, readings } from "./steps"

// Each of these must turn the check red: a check that cannot fail proves nothing.

test("without TURN a network that needs the relay is told so within twelve seconds", async ({ person }) => {
  const stack = await control<{ id: string; url: string; env: { DATABASE_URL: string } }>("stack", { turn: false })
  try {
    const room = await makeRoom("Without a relay", stack.env.DATABASE_URL)
    const anna = await person("Anna", { path: "relay", url: stack.url })
    await opensLink(anna, room)
    const pressed = Date.now()
    await pressesJoin(anna)
    const words = anna.page.getByRole("heading", { name: "The relay does not answer" })
    await expect(words).toBeVisible({ timeout: 12_000 })
    const took = Date.now() - pressed
    figure("4", "TURN off, relay forced: told after", `${took} ms`)
    expect(took).toBeLessThan(12_000)
    await expect(anna.page.getByText("TURN is off, or UDP port 3478 is closed.")).toBeVisible()
    await expect(anna.page.getByRole("button", { name: "Try again" })).toBeVisible()
  } finally {
    await control("stop", { id: stack.id })
  }
})

test(`a silent microphone is not taken for sound, though its packets arrive${firefoxToo}`, async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna")
  const quiet = await person("Quiet", { hz: 0 })
  await joins(anna, room)
  await opensLink(quiet, room)
  // Before a gesture the browser lets no page measure, and the lobby does not judge.
  await quiet.page.getByRole("heading", { level: 1 }).click()
  await expect(quiet.page.getByRole("heading", { name: "We hear nothing from this microphone yet" })).toBeVisible({
    timeout: 15_000,
  })
  await pressesJoin(quiet)
  await expectHears(quiet, anna)
  // Looked for where its tone would be: at 0 Hz nothing is ever found, silent or not.
  await expect(expectHears(anna, { ...quiet, hz: 440 }, 3000)).rejects.toThrow(/does not hear/)
  const [reading] = await readings(anna)
  expect(reading?.packets).toBeGreaterThan(20)
  const level = Math.sqrt((reading?.energy ?? 1) / (reading?.seconds ?? 1))
  figure("4", "silent microphone", { packets: reading?.packets, level: Number(level.toFixed(5)) })
  expect(level).toBeLessThan(0.001)
})

test(`a muted element is not taken for sound, though the tone is decoded${firefoxToo}`, async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna")
  const deaf = await person("Deaf", { muteElements: true })
  await joins(anna, room)
  await joins(deaf, room)
  await expectHears(anna, deaf)
  await expect(expectHears(deaf, anna, 3000)).rejects.toThrow(/does not hear/)
  const [reading] = await readings(deaf)
  figure("4", "muted element", { packets: reading?.packets, element: reading?.element })
  expect(reading?.packets).toBeGreaterThan(20)
  expect(reading?.element).toMatchObject({ muted: true })
})
