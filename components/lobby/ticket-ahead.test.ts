import type { Room } from "livekit-client"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { DoorAnswer, Wish } from "@/lib/audio/door-client"
import type { Standing } from "@/lib/audio/standing"
import { createTicketAhead } from "./ticket-ahead"

const yes = (
  token: string,
  { standing = null, seated = false }: { standing?: string | null; seated?: boolean } = {},
) => ({
  at: "in" as const,
  ticket: { token, callId: "c", standing, seated },
})
const no = {
  ...{ at: "no" as const, code: "sfu_unavailable", reference: null, nameFault: null },
  ...{ retryAfterSeconds: null, by: null },
}
const silent = { at: "silent" as const }

/** A connection whose building ends when the test says so. */
function connectionOf(token: string) {
  let end = (_: boolean) => {}
  const up = new Promise<boolean>((resolve) => {
    end = resolve
  })
  const standing: Standing = {
    room: {} as Room,
    sid: () => `PA_${token}`,
    up,
    allowSound: vi.fn(),
    drop: vi.fn(),
  }
  return { ...standing, end }
}

function setUp(ask: (name: string, wish: Wish) => Promise<DoorAnswer>) {
  const built: ReturnType<typeof connectionOf>[] = []
  const stand = vi.fn(async (token: string) => {
    const connection = connectionOf(token)
    built.push(connection)
    return connection
  })
  return { ahead: createTicketAhead(ask, stand), stand, built }
}

/** Somebody called Lena has been about to press for long enough that a connection is begun. */
async function readyForLena(ask: (name: string, wish: Wish) => Promise<DoorAnswer>) {
  const all = setUp(ask)
  all.ahead.prepare("Lena")
  await vi.advanceTimersByTimeAsync(200)
  return all
}

/** The door as it answers where a connection may stand. */
const door = vi.fn(async (name: string, wish: Wish): Promise<DoorAnswer> => {
  if (wish.ahead) return yes(`early ${name}`, { standing: `stands ${name}` })
  return yes(`now ${name}`, { seated: wish.standing === `PA_stands ${name}` })
})

beforeEach(() => {
  vi.useFakeTimers()
  door.mockClear()
})

afterEach(() => {
  vi.useRealTimers()
})

test("a ticket prepared for this name is taken without another question", async () => {
  const ask = vi.fn().mockResolvedValue(yes("early"))
  const { ahead } = setUp(ask)
  ahead.prepare("Lena")
  ahead.prepare("Lena")
  expect(await ahead.take("Lena")).toEqual({ answer: yes("early"), standing: null, raced: false })
  expect(ask).toHaveBeenCalledTimes(1)
})

test("it is waited for when it is still on its way", async () => {
  let answer = (_: ReturnType<typeof yes>) => {}
  const ask = vi.fn().mockReturnValue(
    new Promise((resolve) => {
      answer = resolve
    }),
  )
  const { ahead } = setUp(ask)
  ahead.prepare("Lena")
  const taken = ahead.take("Lena")
  answer(yes("late"))
  expect((await taken).answer).toEqual(yes("late"))
  expect(ask).toHaveBeenCalledTimes(1)
})

test("another name, an old ticket and one that was taken are asked for anew", async () => {
  const { ahead } = setUp(door)
  ahead.prepare("Lena")
  expect((await ahead.take("Mei")).answer).toEqual(yes("now Mei"))
  ahead.prepare("Mei")
  vi.advanceTimersByTime(46_000)
  expect((await ahead.take("Mei")).answer).toEqual(yes("now Mei"))
  expect((await ahead.take("Mei")).answer).toEqual(yes("now Mei"))
})

test("an old one is renewed when somebody seems about to press again", async () => {
  const ask = vi.fn().mockResolvedValueOnce(yes("first")).mockResolvedValueOnce(yes("second"))
  const { ahead } = setUp(ask)
  ahead.prepare("Lena")
  vi.advanceTimersByTime(46_000)
  ahead.prepare("Lena")
  expect((await ahead.take("Lena")).answer).toEqual(yes("second"))
})

test("a refusal beforehand is not kept: it may not be true any more", async () => {
  const ask = vi.fn().mockResolvedValueOnce(no).mockResolvedValueOnce(silent).mockResolvedValue(yes("now"))
  const { ahead } = setUp(ask)
  ahead.prepare("Lena")
  await vi.advanceTimersByTimeAsync(0)
  ahead.prepare("Lena")
  expect((await ahead.take("Lena")).answer).toEqual(yes("now"))
})

test("whoever presses at once connects at once: no connection is begun for them", async () => {
  const { ahead, stand } = setUp(door)
  ahead.prepare("Lena")
  await vi.advanceTimersByTimeAsync(100)
  expect((await ahead.take("Lena")).answer).toEqual(yes("early Lena", { standing: "stands Lena" }))
  await vi.advanceTimersByTimeAsync(5000)
  expect(stand).not.toHaveBeenCalled()
})

test("whoever waits a moment gets a connection that stands, and its sound is allowed inside the click", async () => {
  const { ahead, built } = await readyForLena(door)
  const [connection] = built
  connection?.end(true)
  const taken = ahead.take("Lena")
  expect(connection?.allowSound).toHaveBeenCalledTimes(1)
  expect(await taken).toEqual({
    answer: yes("now Lena", { seated: true }),
    standing: expect.objectContaining({ room: connection?.room }),
    raced: false,
  })
  expect(connection?.drop).not.toHaveBeenCalled()
})

test("one that is still being built is waited for, because two of the same person throw each other out", async () => {
  const { ahead, built } = await readyForLena(door)
  const taken = ahead.take("Lena")
  await vi.advanceTimersByTimeAsync(1500)
  built[0]?.end(true)
  expect((await taken).standing).not.toBeNull()
})

test("but not for long, and then it is known that it may still arrive", async () => {
  const { ahead, built } = await readyForLena(door)
  const taken = ahead.take("Lena")
  await vi.advanceTimersByTimeAsync(2100)
  expect(await taken).toMatchObject({ answer: { ticket: { token: "early Lena" } }, standing: null, raced: true })
  expect(built[0]?.drop).toHaveBeenCalledTimes(1)
})

test("where the door does not seat it, its token is the way in and the connection is dropped", async () => {
  const { ahead, built } = await readyForLena(async (_, wish) =>
    wish.ahead ? yes("early", { standing: "stands" }) : yes("now"),
  )
  built[0]?.end(true)
  expect(await ahead.take("Lena")).toEqual({ answer: yes("now"), standing: null, raced: false })
  expect(built[0]?.drop).toHaveBeenCalledTimes(1)
})

test("a no at the click is a no, however well the connection stands", async () => {
  const { ahead, built } = await readyForLena(async (_, wish) =>
    wish.ahead ? yes("early", { standing: "stands" }) : no,
  )
  built[0]?.end(true)
  expect((await ahead.take("Lena")).answer).toEqual(no)
  expect(built[0]?.drop).toHaveBeenCalledTimes(1)
})

test("one that could not be built costs nothing but its ticket's wait", async () => {
  const { ahead, built } = await readyForLena(door)
  built[0]?.end(false)
  expect((await ahead.take("Lena")).answer).toMatchObject({ ticket: { token: "early Lena" } })
})

test.each([
  ["another name", (ahead: Ahead) => ahead.prepare("Mei")],
  ["three quarters of a minute", () => vi.advanceTimersByTime(46_000)],
  ["a page that goes", (ahead: Ahead) => ahead.drop()],
])("%s ends it", async (_, happen) => {
  const { ahead, built } = await readyForLena(door)
  built[0]?.end(true)
  happen(ahead)
  expect(built[0]?.drop).toHaveBeenCalledTimes(1)
})

type Ahead = ReturnType<typeof createTicketAhead>
