import { describe, expect, test } from "vitest"
import { staysOf, timeIn } from "@/lib/calls/rules"

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 18, 15, minute, second))
const was = (from: Date, to: Date | null) => ({ joinedAt: from, leftAt: to })

describe("the stays of somebody in a call", () => {
  test("are in order, whatever order they were told in", () => {
    expect(staysOf([was(at(20), at(30)), was(at(0), at(10))], at(40))).toEqual([
      { from: at(0), to: at(10) },
      { from: at(20), to: at(30) },
    ])
  })

  test("a new connection that overlaps the old one, or lies inside it, is the same stay", () => {
    expect(staysOf([was(at(0), at(10)), was(at(9), at(20))], at(40))).toEqual([{ from: at(0), to: at(20) }])
    expect(staysOf([was(at(0), at(10)), was(at(2), at(3))], at(40))).toEqual([{ from: at(0), to: at(10) }])
  })

  test("who is back while the seat is held was never away; later is another stay", () => {
    expect(staysOf([was(at(0), at(10)), was(at(10, 30), at(20))], at(40))).toEqual([{ from: at(0), to: at(20) }])
    expect(staysOf([was(at(0), at(10)), was(at(10, 31), at(20))], at(40))).toHaveLength(2)
  })

  test("one that has not ended is open while the call runs, and ends with it", () => {
    expect(staysOf([was(at(0), null)], null)).toEqual([{ from: at(0), to: null }])
    expect(staysOf([was(at(0), null), was(at(5), at(6))], null)).toEqual([{ from: at(0), to: null }])
    expect(staysOf([was(at(0), null)], at(40))).toEqual([{ from: at(0), to: at(40) }])
  })

  test("none outlives the call, and who was told of after its end was not there", () => {
    expect(staysOf([was(at(0), at(50))], at(40))).toEqual([{ from: at(0), to: at(40) }])
    expect(staysOf([was(at(41), at(42))], at(40))).toEqual([])
  })

  test("nobody told of is nobody there", () => {
    expect(staysOf([], at(40))).toEqual([])
  })
})

test("the time there is the sum of the stays, an open one up to now", () => {
  const stays = staysOf([was(at(0), at(10)), was(at(20), null)], null)
  expect(timeIn(stays, at(25))).toBe(15 * 60_000)
  expect(timeIn(stays, at(19))).toBe(10 * 60_000)
})
