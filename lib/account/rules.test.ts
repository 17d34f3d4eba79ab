import { expect, test } from "vitest"
import { browserOf, isTimeZone, safeNext, withoutName } from "@/lib/account/rules"

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

const mozilla = "Mozilla/5.0"
const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)"

test.each([
  [`${mozilla} (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0`, "Firefox", "Linux", false],
  [`${mozilla} (Windows NT 10.0; Win64; x64) ${webkit} Chrome/156.0.0.0 Safari/537.36`, "Chrome", "Windows", false],
  [`${mozilla} (Windows NT 10.0) ${webkit} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`, "Edge", "Windows", false],
  [`${mozilla} (Linux; Android 16; K) ${webkit} Chrome/156.0.0.0 Mobile Safari/537.36`, "Chrome", "Android", true],
  [
    `${mozilla} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1`,
    "Safari",
    "iPhone",
    true,
  ],
  [
    `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
    "Safari",
    "Mac",
    false,
  ],
  ["curl/8.5.0", null, null, false],
  ["", null, null, false],
  [null, null, null, false],
])("%s is %s on %s", (userAgent, browser, system, isPhone) => {
  expect(browserOf(userAgent)).toEqual({ browser, system, isPhone })
})

test.each(["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"])("%s is a time zone", (name) => {
  expect(isTimeZone(name)).toBe(true)
})

test.each(["Mars/Olympus", "", "<script>", "Europe/Berlin\u0000"])("%j is no time zone", (name) => {
  expect(isTimeZone(name)).toBe(false)
})

test.each([
  ["Room of Anna", "Anna", "Boris", "Room of Boris"],
  ["Комната: АННА Петрова", "Анна Петрова", "Борис", "Комната: Борис"],
  ["Annapolis trip", "Anna", "Boris", "Annapolis trip"],
  ["a+b (anna@example.org)", "anna@example.org", "Boris", "a+b (Boris)"],
  ["Price $1", "$1", "$&", "Price $&"],
  ["Anything", " ", "Boris", "Anything"],
])("%j without %j is, with %j in its place, %j", (text, gone, other, clean) => {
  expect(withoutName(text, gone, other)).toBe(clean)
})
