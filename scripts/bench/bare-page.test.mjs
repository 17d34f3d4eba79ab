import { TokenVerifier } from "livekit-server-sdk"
import { expect, test } from "vitest"
import { bareAddress, barePass } from "./bare-page.mjs"

const given = { key: "APIkey", secret: "s".repeat(37), callId: "2f0c" }

test("the pass is a token as LiveKit reads it, for this call alone", async () => {
  const claims = await new TokenVerifier(given.key, given.secret).verify(barePass(given))
  expect(claims.video).toMatchObject({ room: "2f0c", roomJoin: true, canPublishSources: ["microphone"] })
  expect(claims.sub).not.toBe((await new TokenVerifier(given.key, given.secret).verify(barePass(given))).sub)
})

test("the address tells the page where the SFU is, as a WebSocket's", () => {
  const address = bareAddress({ ...given, page: "https://bare.test", sfu: "https://sfu.test" })
  const told = new URLSearchParams(new URL(address).hash.slice(1))
  expect(told.get("sfu")).toBe("wss://sfu.test")
  expect(told.get("token").split(".")).toHaveLength(3)
})
