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
  seats.keep(anna, 1000)
  expect(seats.people(1000 + seatKept)).toEqual([{ ...anna, away: true, speaking: false, hearing: "muted" }])
  expect(seats.people(1001 + seatKept)).toEqual([])
})

test("coming back takes the seat again", () => {
  const seats = new KeptSeats()
  seats.keep(anna, 0)
  seats.release("1")
  expect(seats.people(1)).toEqual([])
})
