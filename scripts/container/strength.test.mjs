import { describe, expect, test } from "vitest"
import { refuseWeak } from "./strength.mjs"

const good = {
  authSecret: "b0Zk3xq7Hn2LwP9sVt4RmY8cJdGfAe1u",
  livekitKey: "APIb0Zk3xq7Hn2L",
  livekitSecret: "sQ4v7xk2Wn9Lw0PzVt3RmY8cJdGfAe1u",
}

test("what Earshot makes itself is taken", () => {
  expect(() => refuseWeak(good)).not.toThrow()
})

describe("refused, without the value in the words:", () => {
  test.each([
    ["LIVEKIT_API_KEY", "livekitKey", "devkey"],
    ["LIVEKIT_API_SECRET", "livekitSecret", "secret"],
    ["LIVEKIT_API_SECRET", "livekitSecret", "thirty-one-characters-are-short"],
    ["LIVEKIT_API_SECRET", "livekitSecret", "secretsecretsecretsecretsecretsecret"],
    ["LIVEKIT_API_SECRET", "livekitSecret", "12345678901234567890123456789012"],
    ["LIVEKIT_API_SECRET", "livekitSecret", "a secret of more than thirty-two characters"],
    ["AUTH_SECRET", "authSecret", "your-secret-key-of-at-least-32-characters"],
    ["AUTH_SECRET", "authSecret", "please-change-me-please-change-me-please"],
    ["AUTH_SECRET", "authSecret", "x".repeat(40)],
  ])("%s as %s %s", (variable, name, value) => {
    const attempt = () => refuseWeak({ ...good, [name]: value })
    expect(attempt).toThrow(new RegExp(`^${variable} `))
    expect(attempt).not.toThrow(value)
  })
})
