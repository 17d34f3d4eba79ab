import { expect, test } from "vitest"
import { elapsed } from "@/components/call/elapsed"

test.each([
  [-5000, "00:00"],
  [221_999, "03:41"],
  [3_599_000, "59:59"],
  [3_821_000, "1:03:41"],
])("%i ms reads %s", (ms, words) => {
  expect(elapsed(ms)).toBe(words)
})
