import { expect, test } from "vitest"
import { parseRemembered } from "./remembered"

test("what was kept comes back", () => {
  const kept = { name: "Lena", muted: true, microphoneId: "h", speakerId: "s" }
  expect(parseRemembered(JSON.stringify(kept))).toEqual(kept)
})

test.each([null, "", "{", "null", "7", "[1]", '{"name":7,"muted":"yes","speakerId":null}'])(
  "%j is read as nothing",
  (text) => {
    expect(parseRemembered(text)).toEqual({ name: "", muted: false, microphoneId: "", speakerId: "" })
  },
)
