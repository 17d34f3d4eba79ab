import { expect, test } from "vitest"
import { presentDevice, sortDevices } from "./devices"

const headset = { kind: "audioinput", deviceId: "h", label: "Headset", groupId: "g" } as const
const speakers = { kind: "audiooutput", deviceId: "s", label: "Speakers", groupId: "" } as const
const camera = { kind: "videoinput", deviceId: "c", label: "Camera", groupId: "" } as const

test("microphones and speakers are told apart, cameras left out", () => {
  expect(sortDevices([headset, camera, speakers])).toEqual({
    microphones: [{ id: "h", label: "Headset", group: "g" }],
    speakers: [{ id: "s", label: "Speakers", group: "" }],
  })
})

test("rows without a name or id are no choice", () => {
  expect(sortDevices([{ kind: "audioinput", deviceId: "", label: "", groupId: "" }]).microphones).toEqual([])
  expect(sortDevices([{ kind: "audioinput", deviceId: "x", label: "", groupId: "" }]).microphones).toEqual([])
})

test("a remembered device is taken while it is there, else the default", () => {
  const { microphones } = sortDevices([headset])
  expect(presentDevice(microphones, "h")).toBe("h")
  expect(presentDevice(microphones, "gone")).toBe("")
  expect(presentDevice([], "h")).toBe("")
})
