import { expect, test } from "vitest"
import { isLocked } from "@/lib/audio/call-facts"

test("a call is locked when the server says so in just that way", () => {
  expect(isLocked({ metadata: '{"locked":true}' })).toBe(true)
  for (const metadata of [undefined, ""]) expect(isLocked({ metadata })).toBeNull()
  for (const metadata of ['{"locked":false}', "{}", "true", "[]", "null", '{"locked":"yes"}', "{"])
    expect(isLocked({ metadata })).toBe(false)
})
