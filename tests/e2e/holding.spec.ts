import type { WebSocketRoute } from "@playwright/test"
import { control, expect, makeRoom, type Person, test } from "./fixtures"
import { gapAfter, longestGap, watch } from "./gaps"
import {
  expectHears,
  expectSilent,
  figure,
  joins,
  leaveButton,
  muteButton,
  opensLink,
  pressesJoin,
  unmuteButton,
} from "./steps"

const runs = process.env.EARSHOT_FULL === "1" ? 5 : 1
/** Silence that still is one of a busy machine. */
const noise = 1000
const outage = 20_000

const strip = (person: Person) => person.page.locator(".strip")
/** One for each connection the page has made in this call. */
const connections = (person: Person) => person.page.evaluate(() => window.ear.connections.length)
const peopleCount = (person: Person, count: number) => person.page.getByText(`${count} people`).first()

async function talk(people: Person[], room: { slug: string; name: string }): Promise<void> {
  for (const each of people) await joins(each, room)
  for (const listener of people)
    for (const speaker of people.filter((one) => one !== listener)) {
      await expectHears(listener, speaker)
      await watch(listener, speaker)
    }
}

for (const browser of ["chromium", "firefox"] as const) {
  test(`the media path dies, signalling lives: a new connection without a click in ${browser} @mixed`, async ({
    person,
  }) => {
    test.setTimeout(90_000 + 40_000 * runs)
    const anna = await person("Anna", { in: browser })
    const lena = await person("Lena", { in: "chromium" })
    await talk([anna, lena], await makeRoom())
    for (let run = 0; run < runs; run += 1) {
      if (run > 0) await anna.page.waitForTimeout(12_000)
      const cut = Date.now()
      await anna.page.evaluate(() => window.ear.connections.at(-1)?.close())
      for (const listener of [anna, lena])
        figure(
          "hold",
          `media path dead (${browser}), ${listener.name} without sound for`,
          `${await gapAfter(listener, cut)} ms`,
        )
      await expectHears(anna, lena)
      await expectHears(lena, anna)
      await expect(peopleCount(lena, 2)).toBeVisible()
    }
    const taken = (await connections(anna)) - 1
    figure("hold", `media path dead (${browser}), new connections for ${runs} of them`, taken)
    expect(taken).toBeGreaterThanOrEqual(runs)
    // Each trouble has two tries.
    expect(taken).toBeLessThanOrEqual(2 * runs)
    expect(await connections(lena)).toBe(1)
  })

  test(`the page is loaded again: back in the call, as one was in it, in ${browser} @mixed`, async ({ person }) => {
    const anna = await person("Anna", { in: browser })
    const lena = await person("Lena", { in: "chromium" })
    await talk([anna, lena], await makeRoom())
    const reloaded = Date.now()
    await anna.page.reload()
    await expect(leaveButton(anna)).toBeVisible({ timeout: 20_000 })
    // For the tone alone: a page that nobody has touched keeps it still, which it does not do with a real microphone.
    await anna.page.keyboard.press("Shift")
    const gap = await gapAfter(lena, reloaded)
    figure("hold", `tab reloaded (${browser}), Lena without Anna's sound for`, `${gap} ms`)
    await expect(leaveButton(anna)).toBeVisible()
    await expectHears(anna, lena)
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

  test(`signalling cut for 20 s: sound goes on, the page says so in a small line, in ${browser} @mixed`, async ({
    person,
  }) => {
    test.setTimeout(150_000)
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
    const since = Date.now()
    cut = true
    // 1000 would be a goodbye, and no loss.
    for (const socket of sockets) await socket.close({ code: 4000 })
    await expect(strip(anna)).toHaveText("The line to the server is being renewed. The sound goes on.")
    await anna.page.waitForTimeout(outage)
    for (const listener of [anna, lena]) expect(await longestGap(listener, since)).toBeLessThan(noise)
    await expect(strip(anna)).toHaveText("The line to the server is being renewed. The sound goes on.")
    cut = false
    await expect(strip(anna)).toHaveCount(0, { timeout: 20_000 })
    await anna.page.waitForTimeout(5000)
    const gaps = [await longestGap(anna, since), await longestGap(lena, since)]
    figure(
      "hold",
      `signalling cut 20 s and back (${browser}), longest silence of Anna / Lena`,
      `${gaps.join(" / ")} ms`,
    )
    await expectHears(anna, lena)
    await expectHears(lena, anna)
  })
}

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

for (const part of ["app", "postgres"] as const)
  test(`${part} down for 20 s: nobody's sound stops, nothing is repaired @mixed`, async ({ person }) => {
    test.setTimeout(150_000)
    const anna = await person("Anna", { in: "firefox" })
    const lena = await person("Lena", { in: "chromium" })
    await talk([anna, lena], await makeRoom())
    const since = Date.now()
    await control("pause", { name: part })
    try {
      await anna.page.waitForTimeout(outage)
    } finally {
      await control("resume", { name: part })
    }
    await anna.page.waitForTimeout(3000)
    const gaps = [await longestGap(anna, since), await longestGap(lena, since)]
    figure("hold", `${part} down 20 s, longest silence of Anna (firefox) / Lena`, `${gaps.join(" / ")} ms`)
    for (const gap of gaps) expect(gap).toBeLessThan(noise)
    for (const each of [anna, lena]) expect(await connections(each)).toBe(1)
  })

test("livekit-server down for 8 s: said in words, back within 10 s after it listens @mixed", async ({ person }) => {
  test.setTimeout(150_000)
  const anna = await person("Anna", { in: "firefox" })
  const lena = await person("Lena", { in: "chromium" })
  await talk([anna, lena], await makeRoom())
  await control("pause-livekit")
  try {
    for (const each of [anna, lena]) await expect(strip(each)).toContainText("The sound server is restarting")
    await anna.page.waitForTimeout(8000)
  } finally {
    await control("resume-livekit")
  }
  const listens = Date.now()
  for (const listener of [anna, lena]) {
    await expectHears(listener, listener === anna ? lena : anna, 20_000)
    await expect(peopleCount(listener, 2)).toBeVisible()
  }
  const back = (person: Person) =>
    person.page.evaluate(
      (from) => (window.ear.gaps.find(({ at, heard }) => heard && at >= from)?.at ?? 0) - from,
      listens,
    )
  const after = [await back(anna), await back(lena)]
  figure(
    "hold",
    "livekit-server down 8 s, Anna (firefox) / Lena with sound after it listens",
    `${after.join(" / ")} ms`,
  )
  for (const ms of after) expect(ms).toBeLessThan(10_000)
})

test("one person's packets stop: they mend it themselves, and nobody else takes a new connection @mixed", async ({
  person,
}) => {
  const anna = await person("Anna", { in: "firefox" })
  const lena = await person("Lena", { in: "chromium" })
  const boris = await person("Boris", { in: "chromium" })
  await talk([anna, lena, boris], await makeRoom())
  const since = Date.now()
  await boris.page.evaluate(async () => {
    for (const sender of window.ear.connections.flatMap((connection) => connection.getSenders()))
      if (sender.track) await sender.replaceTrack(null)
  })
  const hears = (listener: Person) => expectHears(listener, boris, 20_000)
  await expectSilent(lena, boris)
  await hears(lena)
  await hears(anna)
  figure("hold", "one microphone's packets stop, back after", `${Date.now() - since} ms`)
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
