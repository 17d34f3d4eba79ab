import { DisconnectReason } from "livekit-client"
import { expect, test } from "vitest"
import { KeptSeats, keptAfter, type Person, seatKept, seatOfPageKept } from "@/lib/audio/roster"

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

test.each([
  ["who leaves gives the seat up", DisconnectReason.CLIENT_INITIATED, 0],
  ["so does who is removed", DisconnectReason.PARTICIPANT_REMOVED, 0],
  ["a page that has gone may be loaded again", DisconnectReason.USER_UNAVAILABLE, seatOfPageKept],
  ["a lost connection", DisconnectReason.CONNECTION_TIMEOUT, seatKept],
  ["a server that goes", DisconnectReason.SERVER_SHUTDOWN, seatKept],
])("%s", (_, reason, ms) => {
  expect(keptAfter(reason)).toBe(ms)
})

test("a new connection of ours keeps nobody's seat longer than theirs lets it", () => {
  const seats = new KeptSeats()
  seats.keep({ ...anna, away: true }, 0, seatOfPageKept)
  seats.sendAway(5000)
  expect(seats.people(seatOfPageKept)).toMatchObject([{ away: true }])
  expect(seats.people(seatOfPageKept + 1)).toEqual([])
})
