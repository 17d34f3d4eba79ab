import { bothWays, faultRuns, firefoxToo, full, talk } from "./faults"
import { expect, makeRoom, type Person } from "./fixtures"
import { ownTest as test } from "./own-browser"
import { expectHears, figure, joins } from "./steps"

/**
 * livekit-server gives up whoever is silent for 20 s: before that a computer goes on with the connection it had, later it
 * needs a new one. Seconds; not near 20, where it is chance which of the two is asked.
 */
const naps = full ? [12, 40] : [12]
/** Milliseconds of sound after which it is there to stay. */
const settled = 4000

/** Milliseconds from this moment to the sound that stayed; 0 where it never stopped. */
const backAfter = (listener: Person, since: number) =>
  listener.page.evaluate((from) => {
    const heard = window.ear.gaps.findLast(({ at }) => at >= from)
    return heard ? (heard.heard ? heard.at - from : Number.POSITIVE_INFINITY) : 0
  }, since)

const sleepers = naps.flatMap((seconds) =>
  (full ? (["chromium", "firefox"] as const) : (["chromium"] as const)).map((browser) => ({ seconds, browser })),
)

for (const { seconds, browser } of sleepers)
  test(`a computer sleeps for ${seconds} s: sound both ways within 3 s of waking, in ${browser} @mixed`, async ({
    person,
    alone,
  }) => {
    test.setTimeout(200_000)
    const own = await alone(browser)
    const anna = await person("Anna", { in: browser, browser: own.browser })
    const lena = await person("Lena", { in: "chromium" })
    await talk([anna, lena], await makeRoom())
    const asleep = faultRuns(`asleep for ${seconds} s, counted from waking`, bothWays(anna, lena))
    own.sleeps()
    try {
      await lena.page.waitForTimeout(seconds * 1000)
      await expect(lena.page.getByText("2 people").first()).toBeVisible()
    } finally {
      // Whoever sleeps cannot close what they have open.
      own.wakes()
    }
    const woke = Date.now()
    await expectHears(anna, lena)
    await expectHears(lena, anna)
    await anna.page.waitForTimeout(settled)
    const after = [await backAfter(anna, woke), await backAfter(lena, woke)]
    await asleep.add(woke, after)
    await asleep.tell()
    for (const ms of after) expect(ms).toBeLessThan(3000)
    await expectHears(anna, lena)
    await expectHears(lena, anna)
  })

test(`an element that stands still plays again without a click${firefoxToo}`, async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna")
  const lena = await person("Lena")
  for (const each of [anna, lena]) await joins(each, room)
  await expectHears(anna, lena)
  const paused = await anna.page.evaluate(() => {
    const elements = [...document.querySelectorAll("audio")].filter((element) => element.srcObject)
    for (const element of elements) element.pause()
    return elements.filter((element) => element.paused).length
  })
  expect(paused).toBeGreaterThan(0)
  const since = Date.now()
  await expect
    .poll(
      () =>
        anna.page.evaluate(() => [...document.querySelectorAll("audio")].some((one) => one.srcObject && one.paused)),
      {
        intervals: [100],
      },
    )
    .toBe(false)
  figure("hold", "element stands still, plays again after", `${Date.now() - since} ms`)
  await expectHears(anna, lena)
  expect(await anna.page.evaluate(() => window.ear.connections.length)).toBe(1)
})
