import { control, expect, makeRoom, test } from "./fixtures"
import { gapAfter, watch } from "./gaps"
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
