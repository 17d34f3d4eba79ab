import { expect, test } from "vitest"
import { mailAddress } from "@/lib/mail/address"

test.each(["anna@example.com", " Anna.P+tag@mail.example.co.uk ", "o'neil@example.org", "a_b-c@xn--80a1acny.xn--p1ai"])(
  "%j may be written to",
  (address) => {
    expect(mailAddress.parse(address)).toBe(address.trim())
  },
)

test.each([
  "anna@example.com,bob@example.com",
  "anna@example.com, bob@example.com",
  "anna@example.com;bob@example.com",
  "anna@example.com bob@example.com",
  "anna@example.com\nbob@example.com",
  "anna@example.com\r\nBcc: bob@example.com",
  "anna\n@example.com",
  "anna@exam\u2028ple.com",
  "anna@example.com\u0000",
  '"anna"@example.com',
  '"bob@evil.test x"@example.com',
  '"anna,bob"@example.com',
  "anna\\@evil.test@example.com",
  "Anna <anna@example.com>",
  "<anna@example.com>",
  "anna@example.com>",
  "anna(comment)@example.com",
  "anna@(comment)example.com",
  "@a.test,@b.test:anna@example.com",
  "anna%evil.test@example.com",
  "evil.test!anna@example.com",
  "group: anna@example.com;",
  "anna@@example.com",
  "anna@example.com@evil.test",
  ".anna@example.com",
  "anna.@example.com",
  "an..na@example.com",
  "anna@example",
  "anna@.com",
  "anna@example..com",
  "anna@-example.com",
  "anna@example-.com",
  "anna@127.0.0.1",
  "anna@[127.0.0.1]",
  "anna@example.com.",
  "аnna@example.com",
  "anna@ехample.com",
  `${"a".repeat(65)}@example.com`,
  `a@${"b".repeat(64)}.com`,
  `a@${"b.".repeat(130)}com`,
  "",
  "anna",
])("%j may not", (address) => {
  expect(mailAddress.safeParse(address).success).toBe(false)
})
