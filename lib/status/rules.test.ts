import { expect, test } from "vitest"
import { kindOf, reasonOf } from "@/lib/status/rules"

test.each([
  ["mail", "reset:018f:018e", "reset"],
  ["mail", "address-notice:018f:018e", "addressNotice"],
  ["mail", "password-changed:018f:018e", "passwordChanged"],
  ["mail", "news:018f", "mail"],
  ["mail", null, "mail"],
  ["account/sign-up", "018f", "signUp"],
  ["calls/compare", "5", "compare"],
  ["calls/let-go", "PA_x", "letGo"],
  ["calls/minute", null, "minute"],
  ["calls/sweep", null, "sweep"],
  ["account/sweep", null, "sweep"],
  ["mail", "rooms-passed:018f:018e", "roomsPassed"],
  ["photos/shrink", "reset:1", "other"],
])("%s with the key %s is for %s", (name, key, kind) => {
  expect(kindOf(name, key)).toBe(kind)
})

test.each([
  ["Mail is off: SMTP_URL is not set", "off"],
  ["Unsupported state or unable to authenticate data", "sealed"],
  ["Can't reach database server at 127.0.0.1:5432", "database"],
  ["Invalid login: 535 5.7.8 Error: authentication failed", "login"],
  ["Invalid login: 550 account locked", "login"],
  ["Error upgrading connection with STARTTLS: 454 TLS not available", "encryption"],
  ["unable to verify the first certificate", "encryption"],
  ["Can't send mail - all recipients were rejected: 550 <…@…> no such user", "recipient"],
  ["connect ECONNREFUSED 127.0.0.1:9", "unreachable"],
  ["getaddrinfo ENOTFOUND mail.example.org", "unreachable"],
  ["Greeting never received", "unreachable"],
  ["Connection timeout", "unreachable"],
  ["Mail command failed: 451 4.7.1 Greylisting in action", "later"],
  ["Cannot read properties of undefined", "other"],
  ["", "other"],
])("“%s” is told as %s", (error, reason) => {
  expect(reasonOf(error)).toBe(reason)
})
