import { expect, test } from "vitest"
import { initialsOf, tintOf } from "@/components/ui/initials"

test.each([
  ["Anna Petrova", "AP"],
  ["mei", "M"],
  ["Анна-Мария  фон Петрова", "АП"],
  ["Ludwig van (the) Beethoven", "LB"],
  ["🙂", "🙂"],
  ["<script>", "S"],
  ["", ""],
])("%s is shown as %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test("a person keeps their tint, and tints are spread", () => {
  expect(tintOf("a1")).toBe(tintOf("a1"))
  const tints = new Set(Array.from({ length: 60 }, (_, index) => tintOf(`person-${index}`)))
  expect([...tints].sort()).toEqual([1, 2, 3, 4, 5, 6])
})
