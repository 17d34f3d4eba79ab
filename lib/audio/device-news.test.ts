import { describe, expect, test } from "vitest"
import { deviceBehind, goneDevice, offerOf, speakerChoices } from "./device-news"
import type { Devices } from "./devices"

const builtIn = { id: "b", label: "Built-in microphone", group: "1" }
const headset = { id: "h", label: "Headset", group: "2" }
const speakers = { id: "s", label: "Built-in speakers", group: "1" }
const headsetOut = { id: "ho", label: "Headset", group: "2" }
const systemIs = (group: string) => ({ id: "default", label: "Default", group })

const alone: Devices = { microphones: [builtIn], speakers: [speakers] }
const both: Devices = { microphones: [builtIn, headset], speakers: [speakers, headsetOut] }
const used = { microphoneId: "b", speakerId: "s" }

describe("which device is behind an id", () => {
  test("the real one behind the system's choice", () => {
    expect(deviceBehind([systemIs("2"), builtIn, headset], "default")).toBe(headset)
    expect(deviceBehind([systemIs("2"), builtIn, headset], "")).toBe(headset)
    expect(deviceBehind([systemIs("2"), builtIn, headset], "b")).toBe(builtIn)
  })

  test("nobody knows where the browser lists no choice of the system", () => {
    expect(deviceBehind([builtIn, headset], "")).toBeNull()
    expect(deviceBehind([systemIs(""), { ...builtIn, group: "" }], "")?.id).toBe("default")
  })
})

describe("unplugged", () => {
  test("the chosen device is missed, others are not", () => {
    expect(goneDevice(both.microphones, alone.microphones, "h")).toBe(headset)
    expect(goneDevice(both.microphones, alone.microphones, "b")).toBeNull()
  })

  test("the system's choice is missed when it was the one that went", () => {
    expect(goneDevice([systemIs("2"), ...both.speakers], [systemIs("1"), ...alone.speakers], "")).toBe(headsetOut)
    expect(goneDevice([systemIs("1"), ...both.speakers], [systemIs("1"), ...alone.speakers], "")).toBeNull()
  })
})

describe("plugged in", () => {
  test("a headset is one offer for both directions", () => {
    expect(offerOf(alone, both, used)).toEqual({ label: "Headset", microphoneId: "h", speakerId: "ho" })
  })

  test("a microphone alone, a speaker alone", () => {
    expect(offerOf(alone, { ...alone, microphones: both.microphones }, used)).toEqual({
      label: "Headset",
      microphoneId: "h",
      speakerId: null,
    })
    expect(offerOf(alone, { ...alone, speakers: both.speakers }, used)).toEqual({
      label: "Headset",
      microphoneId: null,
      speakerId: "ho",
    })
  })

  test("two strangers that came at once are not offered as one", () => {
    const other = { ...headsetOut, group: "3" }
    expect(offerOf(alone, { microphones: both.microphones, speakers: [speakers, other] }, used)?.speakerId).toBeNull()
  })

  test("what the system has taken already is no offer, unless no microphone is open", () => {
    const now: Devices = { microphones: [systemIs("2"), ...both.microphones], speakers: alone.speakers }
    expect(offerOf(alone, now, { microphoneId: "default", speakerId: "s" })).toBeNull()
    expect(offerOf(alone, now, { microphoneId: null, speakerId: "s" })?.microphoneId).toBe("h")
  })

  test("nothing new is no offer", () => {
    expect(offerOf(both, both, used)).toBeNull()
    expect(offerOf(both, alone, used)).toBeNull()
  })
})

test("the speaker that is ticked, with and without a listed choice of the system", () => {
  expect(speakerChoices([systemIs("1"), speakers], "")).toEqual({ listsSystem: true, chosen: "default" })
  expect(speakerChoices([speakers], "")).toEqual({ listsSystem: false, chosen: "" })
  expect(speakerChoices([speakers], "default")).toEqual({ listsSystem: false, chosen: "" })
  expect(speakerChoices([speakers], "s")).toEqual({ listsSystem: false, chosen: "s" })
  expect(speakerChoices([speakers], "gone")).toEqual({ listsSystem: false, chosen: "" })
})
