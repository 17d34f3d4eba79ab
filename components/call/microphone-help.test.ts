import { describe, expect, test } from "vitest"
import { helpFor } from "./microphone-help"

describe("help for a missing microphone", () => {
  test.each([
    ["denied", { steps: "browser", end: "turnOn" }],
    ["system", { steps: "system", end: "turnOn" }],
    // Nothing is blocked: the browser's question was closed, and it asks once more.
    ["dismissed", { steps: null, hint: null, end: "turnOn" }],
    ["listening", { steps: null, hint: null, end: "turnOn" }],
    ["missing", { steps: null, hint: null, end: "turnOn" }],
    ["busy", { steps: null, hint: null, end: "turnOn" }],
    ["forbidden", { hint: "forbidden", end: "nothing" }],
    ["insecure", { hint: "insecure", end: "nothing" }],
    ["unsupported", { hint: "unsupported", end: "copy" }],
  ] as const)("%s in a browser", (why, help) => {
    expect(helpFor(why, "chrome")).toMatchObject(help)
  })

  test.each(["denied", "dismissed", "system", "unsupported"] as const)("%s in the browser of another app", (why) => {
    expect(helpFor(why, "inApp")).toEqual({ steps: "app", hint: null, end: "copy" })
  })

  test("a microphone that is not plugged in is no fault of the app", () => {
    expect(helpFor("missing", "inApp").end).toBe("turnOn")
    expect(helpFor("listening", "inApp").end).toBe("turnOn")
  })
})
