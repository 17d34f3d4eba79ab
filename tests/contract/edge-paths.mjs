import { describe, expect, test } from "vitest"
import { ask, askUpgrade } from "./edge-upstreams.mjs"

/**
 * What every edge promises about spellings of paths.
 * @param {ReturnType<import("./edge-under-test.mjs").edgeForEachTest>} here
 */
export function pathPromises(here) {
  describe("inner paths", () => {
    test.each([
      "/api/livekit/gate",
      "/api/livekit/webhook",
      "/api/livekit",
      "/api/livekit/",
      "/api/metrics",
      "/twirp/livekit.RoomService/ListRooms",
      "/twirp",
      "/API/LiveKit/gate",
      "//api//livekit//gate",
      "/api/livekit%2Fgate",
      "/%61pi/livekit/gate",
      "/%2561pi/livekit/gate",
      "/x/../api/livekit/gate",
      "/x/%2e%2e/api/livekit/gate",
      "/api\\livekit\\gate",
      "/api/./metrics",
      "/api/metrics?x=1",
      "/Twirp/x",
      "/rtc/../twirp/livekit.RoomService/ListRooms",
    ])("%s does not exist", async (path) => {
      expect((await ask(here.base, path)).status).toBe(404)
      expect((await ask(here.base, path, { method: "POST", body: "x" })).status).toBe(404)
      expect((await askUpgrade(here.base, path)).status).toBe(404)
      expect([...here.app.seen, ...here.livekit.seen]).toHaveLength(0)
    })

    test.each([
      "//rtc",
      "/RTC",
      "/%72tc",
      "/rtc/%76alidate",
      "/rtc//v1",
      "/rtc/./v1",
      "/x/../rtc",
      "http://x/rtc",
      "/%zz",
    ])("%s is no way around the gate", async (path) => {
      expect((await ask(here.base, path)).status).toBe(400)
      expect([...here.app.seen, ...here.livekit.seen]).toHaveLength(0)
    })

    test("neighbours of inner paths are the app's", async () => {
      for (const path of ["/api/livekit-status", "/api/metrics2", "/rtcx", "/r/twirp", "/r/100%25", "/"])
        expect((await ask(here.base, path)).status, path).toBe(200)
    })
  })
}
