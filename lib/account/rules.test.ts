import { expect, test } from "vitest"
import { safeNext } from "@/lib/account/rules"

test("a path of this site is kept with its query", () => {
  expect(safeNext("/r/abcd-efgh-jkmn-pqrs?x=1#y")).toBe("/r/abcd-efgh-jkmn-pqrs?x=1#y")
})

test.each([
  "https://evil.test",
  "//evil.test",
  "/\\evil.test",
  "/\t/evil.test",
  "javascript:alert(1)",
  "",
  undefined,
  "rooms",
  "/a\\b",
  "/..//evil.test",
  "/.//evil.test",
  "/rooms/..//evil.test",
  "/%2e//evil.test",
])("%s leads to the rooms instead", (next) => {
  expect(safeNext(next)).toBe("/rooms")
})
