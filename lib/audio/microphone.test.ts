import { describe, expect, test } from "vitest"
import { type Surroundings, troubleOf } from "./microphone"

const page: Surroundings = { permission: "unknown", allowedHere: true }
const thrown = (name: string, message = "") => new DOMException(message, name)

describe("why there is no microphone", () => {
  test.each([
    ["Chrome, blocked by the person", thrown("NotAllowedError", "Permission denied"), "denied"],
    ["Chrome, question closed", thrown("NotAllowedError", "Permission dismissed"), "dismissed"],
    ["Chrome, blocked by macOS or Windows", thrown("NotAllowedError", "Permission denied by system"), "system"],
    [
      "Firefox, blocked",
      thrown("NotAllowedError", "The request is not allowed by the user agent or the platform in the current context."),
      "denied",
    ],
    [
      "Safari, blocked",
      thrown(
        "NotAllowedError",
        "The request is not allowed by the user agent or the platform in the current context, possibly because the user denied permission.",
      ),
      "denied",
    ],
    ["Chrome, none", thrown("NotFoundError", "Requested device not found"), "missing"],
    ["Firefox, none", thrown("NotFoundError", "The object can not be found here."), "missing"],
    ["a device that vanished", thrown("OverconstrainedError"), "missing"],
    ["Chrome, taken by another program", thrown("NotReadableError", "Could not start audio source"), "busy"],
    ["Firefox, taken", thrown("AbortError", "Starting audio input failed"), "busy"],
    ["no such function", new TypeError("undefined is not a function"), "unsupported"],
    ["something new", thrown("PurpleError"), "busy"],
    ["no error at all", "nonsense", "busy"],
  ] as const)("%s", (_, error, trouble) => {
    expect(troubleOf(error, page)).toBe(trouble)
  })

  test("a page that is allowed and still refused is refused by the system", () => {
    expect(troubleOf(thrown("NotAllowedError"), { permission: "granted", allowedHere: true })).toBe("system")
  })

  test("a policy of the server is told from a person's No", () => {
    expect(
      troubleOf(thrown("NotAllowedError", "Permission denied"), { permission: "denied", allowedHere: false }),
    ).toBe("forbidden")
  })
})
