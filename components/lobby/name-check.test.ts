import { expect, test } from "vitest"
import { nameFault } from "./name-check"

test("a name has something to see", () => {
  expect(nameFault("")).toBe("required")
  expect(nameFault("  \t ")).toBe("required")
  expect(nameFault("\u200b\u202e")).toBe("required")
  expect(nameFault("Лена")).toBeNull()
})

test("a name has at most 60 characters, an emoji counts once", () => {
  expect(nameFault("a".repeat(60))).toBeNull()
  expect(nameFault("a".repeat(61))).toBe("tooLong")
  expect(nameFault("👨‍👩‍👧‍👦".repeat(60))).toBeNull()
  expect(nameFault("👂".repeat(61))).toBe("tooLong")
  expect(nameFault(`  ${"a".repeat(60)}  `)).toBeNull()
})

test("markup and right-to-left words are names like others", () => {
  expect(nameFault("<script>alert(1)</script>")).toBeNull()
  expect(nameFault("أحمد")).toBeNull()
})
