import { expect, test } from "vitest"
import { cleanText, visibleText } from "@/lib/text"

const name = visibleText(60)
const read = (typed: string) => {
  const result = name.safeParse(typed)
  return result.success ? result.data : result.error.issues[0]?.message
}

test("an ordinary name stays as it is, in any script", () => {
  for (const typed of [
    "Anna Petrova",
    "Анна Петрова",
    "أحمد علي",
    "李小龍",
    "👩‍👩‍👧‍👦 Family",
    "<script>alert(1)</script>",
  ]) {
    expect(read(typed)).toBe(typed)
  }
})

test("nothing visible counts as nothing", () => {
  for (const typed of ["", "   ", "\u0000\u0007", "\u200b\u200b", "\u202e\u202c", "\t\n", "\ufe0f", "\u3164", "\u2800"])
    expect(read(typed)).toBe("required")
})

test("control characters and bidi overrides are taken out, white space is folded", () => {
  expect(read("  Anna\u0000\u0007 \n Petrova\t")).toBe("Anna Petrova")
  expect(read("Anna\u202egnp.exe")).toBe("Annagnp.exe")
  expect(cleanText("\ud800x\ufffd")).toBe("x")
  expect(cleanText("An\u00adna\u200f\u2064")).toBe("Anna")
})

test("sixty visible characters are allowed, sixty-one are not, whatever they are made of", () => {
  expect(read("a".repeat(60))).toBe("a".repeat(60))
  expect(read("a".repeat(61))).toBe("too_long")
  expect(read("👍🏽".repeat(60))).toBe("👍🏽".repeat(60))
  expect(read("a".repeat(10_000))).toBe("too_long")
  expect(read("a".repeat(200_000))).toBe("too_long")
  expect(read(`a${"\u0301".repeat(5000)}`)).toBe("too_long")
})
