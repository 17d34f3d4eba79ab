import { control, expect, makeRoom, type Person, test } from "./fixtures"
import { expectHears, figure, joins, leaveButton } from "./steps"

const runs = process.env.EARSHOT_FULL === "1" ? 5 : 1

for (const browser of ["chromium", "firefox"] as const) {
  test(`livekit-server killed: sound comes back in ${browser} without a click @mixed`, async ({ person }) => {
    test.setTimeout(90_000 * runs)
    const room = await makeRoom()
    const anna = await person("Anna", { in: browser })
    const lena = await person("Lena", { in: "chromium" })
    await joins(anna, room)
    await joins(lena, room)
    await expectHears(anna, lena)
    await expectHears(lena, anna)
    await watch(anna, lena)
    await watch(lena, anna)

    for (let run = 0; run < runs; run += 1) {
      const killed = Date.now()
      await control("kill-livekit")
      for (const listener of [anna, lena]) {
        const gap = await gapAfter(listener, killed)
        figure(
          "5",
          `livekit-server killed, ${listener.name} (${listener === anna ? browser : "chromium"}) without sound for`,
          `${gap} ms`,
        )
      }
      await expectHears(anna, lena)
      await expectHears(lena, anna)
      await expect(leaveButton(anna)).toBeVisible()
    }
  })
}

async function watch(listener: Person, speaker: Person): Promise<void> {
  await listener.page.evaluate((hz) => window.ear.watch(hz), speaker.hz)
  await expect.poll(() => listener.page.evaluate(() => window.ear.gaps.at(-1)?.heard)).toBe(true)
}

/** Milliseconds between the last moment of sound and the first one after it, for the silence that began at `since`. */
async function gapAfter(listener: Person, since: number): Promise<number> {
  const lost = await poll(listener, since, false, 20_000)
  const back = await poll(listener, lost, true, 60_000)
  return back - lost
}

async function poll(listener: Person, since: number, heard: boolean, timeout: number): Promise<number> {
  let at: number | undefined
  await expect
    .poll(
      async () => {
        const gaps = await listener.page.evaluate(() => window.ear.gaps)
        at = gaps.find((gap) => gap.at >= since && gap.heard === heard)?.at
        return at !== undefined
      },
      { timeout, message: heard ? "sound came back" : "sound was lost" },
    )
    .toBe(true)
  return at ?? since
}
