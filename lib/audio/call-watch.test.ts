import type { Room } from "livekit-client"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import type { CallMicrophone } from "./call-microphone"
import type { CallPeople } from "./call-people"
import { CallWatch } from "./call-watch"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A watch over a call in which nobody is to be heard; counts what it tells. */
function watched() {
  const told = { wakes: 0, looks: 0 }
  const people = { look: async () => {}, open: () => [], hasNews: () => false, hasStopped: () => false }
  const watch = new CallWatch({
    room: () => room,
    people: people as unknown as CallPeople,
    microphone: { isSending: () => false } as CallMicrophone,
    connection: () => "up",
    isBusy: () => false,
    onLook: () => {
      told.looks += 1
    },
    onStep: () => {},
    onWake: () => {
      told.wakes += 1
      watch.hurry()
    },
  })
  return { watch, told }
}

const room = { canPlaybackAudio: true } as Room

test("timers that come late were stopped: the computer has slept, and it is looked at once and often", async () => {
  const { watch, told } = watched()
  watch.startAnew()
  await vi.advanceTimersByTimeAsync(3000)
  expect(told.wakes).toBe(0)
  const { looks } = told
  // Asleep: the clock goes on, no timer runs.
  vi.setSystemTime(Date.now() + 20_000)
  await vi.advanceTimersByTimeAsync(250)
  expect(told).toEqual({ wakes: 1, looks: looks + 1 })
  await vi.advanceTimersByTimeAsync(1000)
  expect(told).toEqual({ wakes: 1, looks: looks + 5 })
  watch.stop()
})

test("a busy page is not asleep", async () => {
  const { watch, told } = watched()
  await vi.advanceTimersByTimeAsync(1000)
  vi.setSystemTime(Date.now() + 4000)
  await vi.advanceTimersByTimeAsync(250)
  expect(told.wakes).toBe(0)
  watch.stop()
})

test("nothing is looked at before the first connection", async () => {
  const { watch, told } = watched()
  await vi.advanceTimersByTimeAsync(3000)
  expect(told.looks).toBe(0)
  watch.startAnew()
  await vi.advanceTimersByTimeAsync(1000)
  expect(told.looks).toBeGreaterThan(0)
  watch.stop()
})
