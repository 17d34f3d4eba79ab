import { expect, test } from "vitest"
import { addressFrom } from "@/lib/request"

const from = (value: string) => addressFrom(new Headers({ "x-forwarded-for": value }))

test("an IPv4 address counts as it is, also when written as IPv6", () => {
  expect(from("203.0.113.7")).toBe("203.0.113.7")
  expect(from("::ffff:203.0.113.7")).toBe("203.0.113.7")
})

test("two IPv6 addresses of one household count as one", () => {
  expect(from("2001:db8:1:2::1")).toBe(from("2001:0db8:0001:0002:aaaa:bbbb:cccc:dddd"))
  expect(from("2001:db8:1:2::1")).not.toBe(from("2001:db8:1:3::1"))
})

test("only the last address counts, the one the edge itself saw", () => {
  expect(from("10.0.0.1, 203.0.113.7")).toBe("203.0.113.7")
})
