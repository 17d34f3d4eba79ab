import { expect, test } from "vitest"
import type { SeatState } from "@/components/call/call-state"
import { cutOf, seatNote } from "@/components/call/seat-note"

const other: SeatState = {
  id: "b",
  name: "Boris",
  isSelf: false,
  isHost: false,
  muted: false,
  speaking: true,
  hearing: "arriving",
  away: false,
}
const self = { ...other, isSelf: true }

test("somebody whose sound stopped never looks as if they spoke", () => {
  expect(seatNote({ ...other, hearing: "stopped" }, { at: "on" }, "none")).toBe("stopped")
  expect(seatNote({ ...other, hearing: "waiting" }, { at: "on" }, "none")).toBe("waiting")
})

test("away comes before everything, muted before sound", () => {
  expect(seatNote({ ...other, away: true, muted: true }, { at: "on" }, "none")).toBe("away")
  expect(seatNote({ ...other, muted: true, hearing: "stopped" }, { at: "on" }, "none")).toBe("muted")
})

test("while cut off nobody is shown as speaking", () => {
  expect(seatNote(other, { at: "on" }, "both")).toBe("arriving")
  expect(seatNote(other, { at: "on" }, "in")).toBe("arriving")
  expect(seatNote(self, { at: "on" }, "in")).toBe("speaking")
  expect(seatNote(self, { at: "on" }, "both")).toBe("reconnecting")
})

test("oneself: the microphone decides", () => {
  expect(seatNote(self, { at: "none", why: "denied" }, "none")).toBe("noMicrophone")
  expect(seatNote(self, { at: "off" }, "none")).toBe("muted")
  expect(seatNote(self, { at: "on" }, "none")).toBe("speaking")
  expect(seatNote({ ...self, speaking: false }, { at: "on" }, "none")).toBe("on")
  expect(seatNote({ ...self, speaking: false }, { at: "bySystem" }, "none")).toBe("muted")
})

test("a lost line to the server cuts no sound off", () => {
  expect(cutOf({ kind: "signal" })).toBe("none")
  expect(cutOf({ kind: "silent", seconds: 3, help: "watching" })).toBe("in")
  expect(cutOf({ kind: "restarting", seconds: 0 })).toBe("both")
  expect(cutOf({ kind: "offline", seconds: 0 })).toBe("both")
  expect(cutOf(null)).toBe("none")
})
