import { beforeAll, expect, test } from "vitest"
import { seal, unseal } from "@/lib/jobs/seal"

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1/nothing",
    AUTH_SECRET: "s".repeat(40),
    LIVEKIT_API_KEY: "key",
    LIVEKIT_API_SECRET: "k".repeat(40),
    LIVEKIT_URL: "http://127.0.0.1:7880",
  })
})

test("what was sealed comes out whole", () => {
  const payload = { to: "anna@example.com", lines: ["ё", "\u0000", ""], deep: { at: 1 } }
  expect(unseal(seal(payload))).toEqual(payload)
})

test("nothing of it can be read, and the same is never sealed alike", () => {
  const sealed = seal("anna@example.com")
  expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("anna")
  expect(seal("anna@example.com")).not.toBe(sealed)
})

test("altered by one bit, cut, or empty: refused", () => {
  const bytes = Buffer.from(seal({ a: 1 }), "base64url")
  for (const at of [0, 12, bytes.length - 1]) {
    const altered = Buffer.from(bytes)
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at)
    expect(() => unseal(altered.toString("base64url"))).toThrow()
  }
  expect(() => unseal(bytes.subarray(0, 20).toString("base64url"))).toThrow()
  expect(() => unseal("")).toThrow()
})
