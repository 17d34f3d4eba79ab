import { expect, test } from "vitest"
import { KeptSeats, type Person, seatKept } from "@/lib/audio/roster"

const anna: Person = {
  id: "1",
  name: "Anna",
  isSelf: false,
  isHost: true,
  muted: false,
  speaking: true,
  hearing: "arriving",
  away: false,
}

test("a seat is kept for thirty seconds, then given up", () => {
  const seats = new KeptSeats()
  seats.keep({ ...anna, away: true }, 1000)
  expect(seats.people(1000 + seatKept)).toEqual([{ ...anna, away: true, speaking: false, hearing: "muted" }])
  expect(seats.people(1001 + seatKept)).toEqual([])
})

test("coming back takes the seat again", () => {
  const seats = new KeptSeats()
  seats.keep(anna, 0)
  seats.release("1")
  expect(seats.people(1)).toEqual([])
})

test("while our own connection is gone the others are not said to be away, afterwards those who are missing are", () => {
  const seats = new KeptSeats()
  seats.keep(anna, 0)
  expect(seats.people(10_000)).toEqual([{ ...anna, speaking: false, hearing: "stopped" }])
  seats.sendAway(20_000)
  expect(seats.people(20_000 + seatKept)).toMatchObject([{ away: true }])
  expect(seats.people(20_001 + seatKept)).toEqual([])
})
