import type { WebSocketRoute } from "@playwright/test"
import { bothWays, faultRuns, full, noise, rounds, talk, watchesAfterReload } from "./faults"
import { control, expect, makeRoom, type Person, test } from "./fixtures"
import { gapAfter, longestGap } from "./gaps"
import {
  expectHears,
  expectSilent,
  joins,
  leaveButton,
  muteButton,
  opensLink,
  pressesJoin,
  unmuteButton,
} from "./steps"

/** How long the app and the database are away. */
const outageSeconds = full ? 120 : 10

const strip = (person: Person) => person.page.locator(".strip")
/** One for each connection the page has made in this call. */
const connections = (person: Person) => person.page.evaluate(() => window.ear.connections.length)
const peopleCount = (person: Person, count: number) => person.page.getByText(`${count} people`).first()

for (const browser of ["chromium", "firefox"] as const) {
  test(`the media path dies, signalling lives: a new connection without a click in ${browser} @mixed`, async ({
    person,
  }) => {
    test.setTimeout(90_000 + 40_000 * rounds.long)
    const anna = await person("Anna", { in: browser })
    const lena = await person("Lena", { in: "chromium" })
    await talk([anna, lena], await makeRoom())
    const fault = faultRuns("media path closed under the page", bothWays(anna, lena))
    for (let run = 0; run < rounds.long; run += 1) {
      if (run > 0) await anna.page.waitForTimeout(12_000)
      const cut = Date.now()
      await anna.page.evaluate(() => window.ear.connections.at(-1)?.close())
      const silence = [await gapAfter(anna, cut), await gapAfter(lena, cut)]
      await expectHears(anna, lena)
      await expectHears(lena, anna)
      await expect(peopleCount(lena, 2)).toBeVisible()
      await fault.add(cut, silence)
    }
    await fault.tell()
    const taken = (await connections(anna)) - 1
    expect(taken).toBeGreaterThanOrEqual(rounds.long)
    // Each trouble has two tries.
    expect(taken).toBeLessThanOrEqual(2 * rounds.long)
    expect(await connections(lena)).toBe(1)
  })

  test(`the page is loaded again: back in the call, as one was in it, in ${browser} @mixed`, async ({ person }) => {
    test.setTimeout(90_000 + 30_000 * rounds.quick)
    const anna = await person("Anna", { in: browser })
    const lena = await person("Lena", { in: "chromium" })
    await talk([anna, lena], await makeRoom())
    await watchesAfterReload(anna, lena)
    const fault = faultRuns("tab reloaded", bothWays(anna, lena))
    for (let run = 0; run < rounds.quick; run += 1) {
      const reloaded = Date.now()
      await anna.page.reload()
      // For the tones alone: a page that nobody has touched keeps them still, which it does not do with a real microphone.
      await anna.page.keyboard.press("Shift")
      await expect(leaveButton(anna)).toBeVisible({ timeout: 20_000 })
      const ofAnna = await gapAfter(lena, reloaded)
      await expectHears(anna, lena)
      await fault.add(reloaded, [await longestGap(anna, reloaded), ofAnna])
    }
    await fault.tell()
    await muteButton(anna).click()
    await expectSilent(lena, anna)
    await anna.page.reload()
    await expect(unmuteButton(anna)).toBeVisible({ timeout: 20_000 })
    await expectHears(anna, lena)
    await expectSilent(lena, anna)
    await leaveButton(anna).click()
    await anna.page.reload()
    await expect(anna.page.getByLabel("Your name")).toBeVisible()
    await anna.page.waitForTimeout(1500)
    await expect(leaveButton(anna)).toHaveCount(0)
  })
}

for (const browser of full ? (["chromium", "firefox"] as const) : (["chromium"] as const))
  test(`signalling cut for 20 s: sound goes on, the page says so in a small line, in ${browser} @mixed`, async ({
    person,
  }) => {
    test.setTimeout(90_000 + 60_000 * rounds.long)
    const anna = await person("Anna", { in: browser })
    const lena = await person("Lena", { in: "chromium" })
    const sockets = new Set<WebSocketRoute>()
    let cut = false
    await anna.page.routeWebSocket(/\/rtc/, (socket) => {
      if (cut) return void socket.close({ code: 4000 })
      sockets.add(socket)
      socket.connectToServer()
    })
    await talk([anna, lena], await makeRoom())
    const fault = faultRuns("signalling cut for 20 s", bothWays(anna, lena))
    for (let run = 0; run < rounds.long; run += 1) {
      const since = Date.now()
      cut = true
      // 1000 would be a goodbye, and no loss.
      for (const socket of sockets) await socket.close({ code: 4000 })
      await expect(strip(anna)).toHaveText("The line to the server is being renewed. The sound goes on.")
      await anna.page.waitForTimeout(20_000)
      for (const listener of [anna, lena]) expect(await longestGap(listener, since)).toBeLessThan(noise)
      await expect(strip(anna)).toHaveText("The line to the server is being renewed. The sound goes on.")
      cut = false
      await expect(strip(anna)).toHaveCount(0, { timeout: 20_000 })
      await anna.page.waitForTimeout(5000)
      await fault.add(since, [await longestGap(anna, since), await longestGap(lena, since)])
    }
    await fault.tell()
    await expectHears(anna, lena)
    await expectHears(lena, anna)
  })

test("the call moves to a second tab, and back by one press @mixed", async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna", { in: "firefox" })
  const lena = await person("Lena", { in: "chromium" })
  await talk([anna, lena], room)
  const second = { ...lena, page: await lena.context.newPage() }
  await opensLink(second, room)
  await pressesJoin(second)
  await lena.page.getByRole("button", { name: "Use here" }).click()
  await expect(leaveButton(lena)).toBeVisible({ timeout: 20_000 })
  await expectHears(anna, lena)
  await expectHears(lena, anna)
  await expect(second.page.getByRole("heading", { name: "You joined in another tab" })).toBeVisible()
  await second.page.reload()
  await expect(second.page.getByLabel("Your name")).toBeVisible()
  await expectHears(anna, lena)
})

test(`app or database down for ${outageSeconds} s: nobody's sound stops, nothing is repaired @mixed`, async ({
  person,
}) => {
  test.setTimeout(90_000 + (outageSeconds + 30) * 2000 * rounds.long)
  const anna = await person("Anna", { in: "firefox" })
  const lena = await person("Lena", { in: "chromium" })
  await talk([anna, lena], await makeRoom())
  for (const [part, name] of [
    ["app", "app"],
    ["postgres", "database"],
  ] as const) {
    const fault = faultRuns(`${name} down for ${outageSeconds} s`, bothWays(anna, lena))
    for (let run = 0; run < rounds.long; run += 1) {
      const since = Date.now()
      await control("pause", { name: part })
      try {
        await anna.page.waitForTimeout(outageSeconds * 1000)
      } finally {
        await control("resume", { name: part })
      }
      await anna.page.waitForTimeout(3000)
      const silence = [await longestGap(anna, since), await longestGap(lena, since)]
      await fault.add(since, silence)
      for (const gap of silence) expect(gap).toBeLessThan(noise)
    }
    await fault.tell()
  }
  for (const each of [anna, lena]) expect(await connections(each)).toBe(1)
})

test("one person's packets stop: they mend it themselves, and nobody else takes a new connection @mixed", async ({
  person,
}) => {
  const anna = await person("Anna", { in: "firefox" })
  const lena = await person("Lena", { in: "chromium" })
  const boris = await person("Boris", { in: "chromium" })
  await talk([anna, lena, boris], await makeRoom())
  const fault = faultRuns("one microphone's packets stop", [
    [anna, boris],
    [lena, boris],
  ])
  const since = Date.now()
  await boris.page.evaluate(async () => {
    for (const sender of window.ear.connections.flatMap((connection) => connection.getSenders()))
      if (sender.track) await sender.replaceTrack(null)
  })
  const hears = (listener: Person) => expectHears(listener, boris, 20_000)
  await expectSilent(lena, boris)
  await hears(lena)
  await hears(anna)
  await fault.add(since, [await longestGap(anna, since, boris), await longestGap(lena, since, boris)])
  await fault.tell()
  expect(await connections(boris)).toBe(2)
  for (const each of [anna, lena]) expect(await connections(each)).toBe(1)
})

test("muted, listening, alone: nothing is repaired that is not broken @mixed", async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna", { in: "firefox" })
  const lena = await person("Lena", { in: "chromium" })
  const otto = await person("Otto", { in: "chromium", noMicrophone: true })
  await joins(anna, room)
  await muteButton(anna).click()
  await anna.page.waitForTimeout(12_000)
  await joins(lena, room)
  await joins(otto, room)
  await muteButton(lena).click()
  await anna.page.waitForTimeout(12_000)
  for (const each of [anna, lena, otto]) {
    expect(await connections(each)).toBe(1)
    await expect(strip(each).filter({ hasNotText: "microphone" })).toHaveCount(0)
  }
  await unmuteButton(anna).click()
  await expectHears(otto, anna)
})
