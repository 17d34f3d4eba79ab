import { expect, test } from "vitest"
import { blotted } from "@/lib/jobs/blot"

test.each([
  ["550 5.1.1 <anna@example.com>: no such user", "550 5.1.1 <…@…>: no such user"],
  ['to "anna.p+x@xn--80a.xn--p1ai", and bob@b.c.', 'to "…@…", and …@…'],
  ["two\r\nlines", "two lines"],
])("%j is kept as %j", (said, kept) => {
  expect(blotted(new Error(said))).toBe(kept)
})

test("a long story is cut", () => {
  expect(blotted("x".repeat(5000))).toHaveLength(300)
})
