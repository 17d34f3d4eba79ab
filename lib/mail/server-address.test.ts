import { expect, test } from "vitest"
import { readServerAddress } from "@/lib/mail/server-address"

test.each([
  [
    "smtps://mail.example.org",
    { host: "mail.example.org", port: 465, secure: true, auth: undefined, requireTLS: false },
  ],
  ["smtp://mail.example.org", { host: "mail.example.org", port: 587, secure: false, requireTLS: false }],
  [
    "smtp://a%40b.org:p%3A%2Fs@mail:25",
    { host: "mail", port: 25, auth: { user: "a@b.org", pass: "p:/s" }, requireTLS: true },
  ],
  ["smtp://a:b@mail?requireTLS=false", { requireTLS: false, tls: { rejectUnauthorized: true } }],
  [
    "smtp://[::1]:2525/?tls.rejectUnauthorized=false&name=me.test",
    { host: "::1", port: 2525, name: "me.test", tls: { rejectUnauthorized: false } },
  ],
])("%s", (address, parts) => {
  expect(readServerAddress(address)).toMatchObject(parts)
})
