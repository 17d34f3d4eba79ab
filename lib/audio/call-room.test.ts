import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { expect, test } from "vitest"

test("the SDK still waits for what call-room makes it forget", () => {
  const sdk = readFileSync(createRequire(import.meta.url).resolve("livekit-client"), "utf8")
  expect(sdk).toMatch(/this\.republishPromise = undefined|republishPromise=void 0/)
})
