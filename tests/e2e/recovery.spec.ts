import { SignalResponse } from "@livekit/protocol"
import type { Page } from "@playwright/test"
import { bothWays, faultRuns, full, rounds, talk } from "./faults"
import { control, expect, makeRoom, type Person, test } from "./fixtures"
import { gapAfter } from "./gaps"
import { expectHears, leaveButton } from "./steps"

// Both ends of a call lose the server: with Anna in Firefox each browser is asked.
for (const browser of full ? (["chromium", "firefox"] as const) : (["firefox"] as const)) {
  test(`livekit-server killed: sound comes back in ${browser} without a click @mixed`, async ({ person }) => {
    test.setTimeout(60_000 + 60_000 * rounds.quick)
    const room = await makeRoom()
    const anna = await person("Anna", { in: browser })
    const lena = await person("Lena", { in: "chromium" })
    await talk([anna, lena], room)
    const fault = faultRuns("livekit-server killed", bothWays(anna, lena))
    for (let run = 0; run < rounds.quick; run += 1) {
      const killed = Date.now()
      await control("kill-livekit")
      const silence = [await gapAfter(anna, killed), await gapAfter(lena, killed)]
      await expectHears(anna, lena)
      await expectHears(lena, anna)
      await expect(leaveButton(anna)).toBeVisible()
      await fault.add(killed, silence)
    }
    await fault.tell()
  })
}

test("livekit-server down for 8 s: said in words, back within 10 s after it listens @mixed", async ({ person }) => {
  test.setTimeout(90_000 + 60_000 * rounds.long)
  const anna = await person("Anna", { in: "firefox" })
  const lena = await person("Lena", { in: "chromium" })
  await loseLastWords(lena.page)
  await talk([anna, lena], await makeRoom())
  const fault = faultRuns("livekit-server down for 8 s, from when it listens", bothWays(anna, lena))
  const back = (person: Person, since: number) =>
    person.page.evaluate(
      (from) => (window.ear.gaps.find(({ at, heard }) => heard && at >= from)?.at ?? 0) - from,
      since,
    )
  for (let run = 0; run < rounds.long; run += 1) {
    if (run > 0) await anna.page.waitForTimeout(12_000)
    const paused = Date.now()
    await control("pause-livekit")
    try {
      for (const each of [anna, lena])
        await expect(each.page.locator(".strip")).toContainText("The sound server is restarting")
      await anna.page.waitForTimeout(8000)
    } finally {
      await control("resume-livekit")
    }
    const listens = Date.now()
    for (const listener of [anna, lena]) {
      await expectHears(listener, listener === anna ? lena : anna, 20_000)
      await expect(listener.page.getByText("2 people").first()).toBeVisible()
    }
    const after = [await back(anna, listens), await back(lena, listens)]
    await fault.add(paused, after)
    for (const ms of after) expect(ms).toBeLessThan(10_000)
  }
  await fault.tell()
})

/** What the server says to this page when it goes does not come through: it hears only of the others that they are gone. */
async function loseLastWords(page: Page): Promise<void> {
  await page.routeWebSocket(/\/rtc/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      const isLast = typeof message !== "string" && SignalResponse.fromBinary(message).message.case === "leave"
      if (!isLast) socket.send(message)
    })
  })
}
