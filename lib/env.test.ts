import { afterEach, expect, test, vi } from "vitest"

const whole = {
  DATABASE_URL: "postgresql://x",
  AUTH_SECRET: "x".repeat(32),
  LIVEKIT_API_KEY: "x",
  LIVEKIT_API_SECRET: "x".repeat(32),
  LIVEKIT_URL: "http://127.0.0.1:7880",
}
const issuer = { OIDC_ISSUER: "https://id.example.org", OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "y" }

async function read(change: Record<string, string>) {
  for (const [name, value] of Object.entries({ ...whole, ...change })) vi.stubEnv(name, value)
  vi.resetModules()
  return (await import("@/lib/env")).env()
}

afterEach(() => {
  vi.unstubAllEnvs()
})

test("an issuer is set with all three settings, or not at all", async () => {
  expect(await read(issuer)).toMatchObject(issuer)
  expect((await read({ OIDC_ISSUER: "", OIDC_CLIENT_ID: "", OIDC_CLIENT_SECRET: "" })).OIDC_ISSUER).toBeUndefined()
  for (const left of Object.keys(issuer)) await expect(read({ ...issuer, [left]: "" })).rejects.toThrow(/OIDC_ISSUER/)
})

test.each([
  ["http://id.example.org", false],
  ["http://10.0.0.5/", false],
  ["http://localhost.example.org", false],
  ["http://127.example.org", false],
  ["ftp://id.example.org", false],
  ["http://localhost:4000", true],
  ["http://127.0.0.1:4000", true],
  ["https://id.example.org/realms/one", true],
])("the issuer %s: %s, for its word is believed for its TLS", async (address, safe) => {
  const asked = read({ ...issuer, OIDC_ISSUER: address })
  if (safe) expect((await asked).OIDC_ISSUER).toBe(address)
  else await expect(asked).rejects.toThrow(/OIDC_ISSUER/)
})

test.each(["IMPRINT_URL", "PRIVACY_URL"])("%s is a page on the web, or none", async (name) => {
  expect(await read({ [name]: "https://example.org/law" })).toMatchObject({ [name]: "https://example.org/law" })
  expect(await read({ [name]: "" })).not.toHaveProperty(name, "")
  for (const wrong of ["javascript:alert(1)", "/imprint", "data:text/html,x"])
    await expect(read({ [name]: wrong })).rejects.toThrow(name)
})
