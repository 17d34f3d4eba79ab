import { firefoxToo, full } from "./faults"
import { expect, makeRoom, type Person } from "./fixtures"
import { ownTest as test } from "./own-browser"
import { comesBack, expectNoNews, listensForNews, newsOf, seatOf, watchesSeat } from "./presence"
import { signallingToCut } from "./scene-steps"
import { expectHears, figure, joins, leaveButton } from "./steps"

type Cast = Parameters<Parameters<typeof test>[2]>[0]["person"]

/** Anna in this browser and Lena in Chromium hear each other; Lena listens for who comes and goes. */
async function together(person: Cast, options: Parameters<Cast>[1]) {
  const room = await makeRoom()
  const anna = await person("Anna", options)
  const lena = await person("Lena", { in: "chromium" })
  await joins(anna, room)
  await joins(lena, room)
  await expectHears(lena, anna)
  await expectHears(anna, lena)
  await listensForNews(lena)
  return { anna, lena, room }
}

/** Milliseconds until this place is empty. */
async function emptyAfter(listener: Person, who: Person, since: number, timeout: number): Promise<number> {
  await expect(seatOf(listener, who)).toHaveCount(0, { timeout })
  return Date.now() - since
}

function isHeldWithin(listener: Person, who: Person, timeout: number): Promise<boolean> {
  return comesBack(listener, who)
    .waitFor({ timeout })
    .then(
      () => true,
      () => false,
    )
}

for (const browser of ["chromium", "firefox"] as const) {
  test(`a page that is loaded again keeps its seat: nobody hears of it, in ${browser} @mixed`, async ({ person }) => {
    const { anna, lena } = await together(person, { in: browser })
    // Now and then the new page is there before the old one's word is, and then the seat is not even held.
    const wasEmpty = await watchesSeat(lena, anna)
    await anna.page.reload({ waitUntil: "commit" })
    await expect(leaveButton(anna)).toBeVisible({ timeout: 20_000 })
    // For the tone alone: a page that nobody has touched keeps it still, which it does not do with a real microphone.
    await anna.page.keyboard.press("Shift")
    await expectHears(lena, anna)
    await expect(comesBack(lena, anna)).toHaveCount(0)
    await expectNoNews(lena, anna)
    expect(await wasEmpty()).toBe(false)
  })

  test(`a closed tab leaves soon, the Leave button at once, in ${browser} @mixed`, async ({ person }) => {
    const { anna, lena, room } = await together(person, { in: browser })
    const closed = Date.now()
    await anna.page.close({ runBeforeUnload: true })
    // What Firefox sends while a page is closed gets lost now and then; the door's job then gives the seat up as soon.
    const cameThrough = await isHeldWithin(lena, anna, 4000)
    if (browser === "chromium") expect(cameThrough).toBe(true)
    const late = await emptyAfter(lena, anna, closed, 12_000)
    figure("hold", `tab closed (${browser}), the seat is given up after`, `${late} ms`)
    expect(late).toBeLessThan(9000)
    await expect.poll(async () => (await newsOf(lena, anna)).said).toEqual(["Anna left"])
    // Where the word was lost Lena's page has looked for her own fault meanwhile, and plays nothing during a trouble.
    if (cameThrough) expect((await newsOf(lena, anna)).chimes).toBe(1)

    const again = { ...anna, page: await anna.context.newPage() }
    await joins(again, room)
    await expect(seatOf(lena, anna)).toBeVisible()
    const pressed = Date.now()
    await leaveButton(again).click()
    const left = await emptyAfter(lena, anna, pressed, 12_000)
    figure("hold", `Leave pressed (${browser}), the seat is given up after`, `${left} ms`)
    expect(left).toBeLessThan(2000)
  })
}

test(`a tab that is closed while its line is cut gives its seat up as soon${firefoxToo}`, async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna")
  const lena = await person("Lena", { in: "chromium" })
  const cut = await signallingToCut(anna.page)
  await joins(anna, room)
  await joins(lena, room)
  await expectHears(lena, anna)
  await listensForNews(lena)
  await cut()
  await anna.page.waitForTimeout(1000)
  const closed = Date.now()
  await anna.page.close({ runBeforeUnload: true })
  const late = await emptyAfter(lena, anna, closed, 12_000)
  figure("hold", "tab closed while its line is cut, the seat is given up after", `${late} ms`)
  expect(late).toBeLessThan(9000)
  // Without a chime: for Lena there was trouble until then, because nobody was heard any more.
  await expect.poll(async () => (await newsOf(lena, anna)).said).toEqual(["Anna left"])
})

test(`a page that is put aside and shown again goes on with the call${firefoxToo}`, async ({ person }) => {
  const { anna, lena } = await together(person, {})
  const goes = (kind: "pagehide" | "pageshow") =>
    anna.page.evaluate((name) => dispatchEvent(new PageTransitionEvent(name, { persisted: true })), kind)
  await goes("pagehide")
  await goes("pageshow")
  await expect.poll(() => anna.page.evaluate(() => window.ear.connections.length)).toBe(2)
  await expectHears(lena, anna)
  await expectHears(anna, lena)
  await expectNoNews(lena, anna)
})

// The sound server waits 20 s for whoever vanishes, and the others half a minute more.
if (full)
  test("a browser that dies holds its seat for half a minute, and gets it back @mixed", async ({ person, alone }) => {
    test.setTimeout(240_000)
    const own = await alone("chromium")
    const { anna, lena, room } = await together(person, { in: "chromium", browser: own.browser })
    const state = await anna.context.storageState()
    const died = Date.now()
    own.dies()
    await expect(comesBack(lena, anna)).toBeVisible({ timeout: 40_000 })
    figure("hold", "browser killed, the seat is held after", `${Date.now() - died} ms`)
    const next = await alone("chromium")
    const back = await person("Anna", { in: "chromium", browser: next.browser, state, hz: anna.hz })
    await joins(back, room)
    await expectHears(lena, back)
    await expectHears(back, lena)
    await expect(seatOf(lena, anna)).toHaveCount(1)
    await expectNoNews(lena, anna)

    next.dies()
    await expect(comesBack(lena, anna)).toBeVisible({ timeout: 40_000 })
    const held = Date.now()
    await lena.page.waitForTimeout(25_000)
    await expect(comesBack(lena, anna)).toBeVisible()
    const kept = await emptyAfter(lena, anna, held, 10_000)
    figure("hold", "browser killed, the seat is kept for", `${kept} ms`)
    await expect.poll(() => newsOf(lena, anna)).toEqual({ said: ["Anna left"], chimes: 1 })
  })
