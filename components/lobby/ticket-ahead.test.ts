import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { createTicketAhead } from "./ticket-ahead"

const yes = (token: string) => ({ at: "in" as const, ticket: { token, callId: "c" } })
const no = {
  ...{ at: "no" as const, code: "sfu_unavailable", reference: null, nameFault: null },
  ...{ retryAfterSeconds: null, by: null },
}
const silent = { at: "silent" as const }

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

test("a ticket prepared for this name is taken without another question", async () => {
  const ask = vi.fn().mockResolvedValue(yes("early"))
  const ahead = createTicketAhead(ask)
  ahead.prepare("Lena")
  ahead.prepare("Lena")
  expect(await ahead.take("Lena")).toEqual(yes("early"))
  expect(ask).toHaveBeenCalledTimes(1)
})

test("it is waited for when it is still on its way", async () => {
  let answer = (_: ReturnType<typeof yes>) => {}
  const ask = vi.fn().mockReturnValue(
    new Promise((resolve) => {
      answer = resolve
    }),
  )
  const ahead = createTicketAhead(ask)
  ahead.prepare("Lena")
  const taken = ahead.take("Lena")
  answer(yes("late"))
  expect(await taken).toEqual(yes("late"))
  expect(ask).toHaveBeenCalledTimes(1)
})

test("another name, an old ticket and one that was taken are asked for anew", async () => {
  const ask = vi.fn(async (name: string) => yes(name))
  const ahead = createTicketAhead(ask)
  ahead.prepare("Lena")
  expect(await ahead.take("Mei")).toEqual(yes("Mei"))
  ahead.prepare("Mei")
  vi.advanceTimersByTime(46_000)
  await ahead.take("Mei")
  await ahead.take("Mei")
  expect(ask.mock.calls.map(([name]) => name)).toEqual(["Lena", "Mei", "Mei", "Mei", "Mei"])
})

test("an old one is renewed when somebody seems about to press again", async () => {
  const ask = vi.fn().mockResolvedValueOnce(yes("first")).mockResolvedValueOnce(yes("second"))
  const ahead = createTicketAhead(ask)
  ahead.prepare("Lena")
  vi.advanceTimersByTime(46_000)
  ahead.prepare("Lena")
  expect(await ahead.take("Lena")).toEqual(yes("second"))
})

test("a refusal beforehand is not kept: it may not be true any more", async () => {
  const ask = vi.fn().mockResolvedValueOnce(no).mockResolvedValueOnce(silent).mockResolvedValue(yes("now"))
  const ahead = createTicketAhead(ask)
  ahead.prepare("Lena")
  await vi.advanceTimersByTimeAsync(0)
  ahead.prepare("Lena")
  expect(await ahead.take("Lena")).toEqual(yes("now"))
})
