import { expect, test } from "vitest"
import { Nudge } from "@/lib/audio/nudge"

test("a nudge ends every wait and gives up what hangs, once", async () => {
  const nudge = new Nudge()
  const { signal } = nudge
  const waits = Promise.all([nudge.wait(60_000), nudge.wait(60_000)])
  nudge.nudge()
  await waits
  expect(signal.aborted).toBe(true)
  expect(nudge.signal.aborted).toBe(false)
})

test("without a nudge it waits as long as it was told", async () => {
  const since = performance.now()
  await new Nudge().wait(30)
  expect(performance.now() - since).toBeGreaterThan(25)
})
