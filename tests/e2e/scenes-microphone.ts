import type { Page } from "@playwright/test"
import type { Cast, GuestOptions, Scene, Story } from "./scene-cast"
import { tool } from "./scene-steps"
import { lobby } from "./scenes-lobby"

const safari = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
const chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
const agents = {
  iphone: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${safari} Version/18.5 Mobile/15E148 Safari/604.1`,
  iphoneApp: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${safari} CriOS/140.0.7339.39 Mobile/15E148 Safari/604.1`,
  safari: `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari} Version/18.5 Safari/605.1.15`,
  android: `Mozilla/5.0 (Linux; Android 10; K) ${chrome} Mobile Safari/537.36`,
  windows: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36`,
  mac: `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${chrome} Safari/537.36`,
  instagram: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${safari} Mobile/15E148 Instagram 350.0.0`,
}

/** Chromium says it for each try. */
const policy = /Permissions policy violation: microphone/

/** The lobby of a browser that blocks the microphone, with the steps of that browser. */
const blockedIn = (browser: "iphone" | "iphoneApp" | "safari" | "android"): Scene => ({
  name: `lobby-blocked-${browser === "iphoneApp" ? "iphone-chrome" : browser}`,
  state: true,
  async open(cast) {
    const page = await lobby(cast, "denied", { microphone: "denies", userAgent: agents[browser] })
    await page.getByText(cast.words.help.steps[browser].first).waitFor()
    return page
  },
})

/** The lobby where the system refuses what the browser allows. */
const keptBy = (system: "windows" | "mac" | "iphone" | "android"): Scene => ({
  name: `lobby-kept-by-${system}`,
  state: true,
  async open(cast) {
    const page = await lobby(cast, "system", { microphone: "system", userAgent: agents[system] })
    await page.getByText(cast.words.help.systemSteps[system].first).waitFor()
    return page
  },
})

type Why = "dismissed" | "system" | "forbidden" | "insecure" | "unsupported"

/** Lena in the call of Anna's room, without a microphone, and what the call says of it. */
async function without(cast: Cast, why: Why, options: GuestOptions): Promise<Page> {
  // Once the lobby has judged the microphone it also listens to keys: a page that comes whole is seen before that.
  const page = await lobby(cast, why, options)
  await page.getByLabel(cast.words.lobby.name).press("Enter")
  await tool(cast, page, "leave").waitFor({ timeout: 30_000 })
  await page.locator(".strip").getByText(cast.words.call.banner[why]).waitFor()
  return page
}

/** The dialog behind that line. */
const help: Scene["open"] = async (_, page) => {
  await page.locator(".strip").getByRole("button").click()
  await page.getByRole("dialog").waitFor()
  return page
}

const inCall = (
  why: "dismissed" | "system" | "forbidden" | "insecure" | "unsupported",
  options: GuestOptions,
): Story => [
  {
    name: `call-microphone-${why}`,
    fills: true,
    state: true,
    expected: policy,
    open: (cast) => without(cast, why, options),
  },
  { name: `call-microphone-${why}-help`, fills: true, state: true, open: help },
]

/** Why there is no microphone, as far as a browser can be made to say so. */
export const microphoneStories: Story[] = [
  [
    {
      name: "lobby-dismissed",
      state: true,
      open: (cast) => lobby(cast, "dismissed", { microphone: "dismisses" }),
    },
  ],
  [
    {
      name: "lobby-forbidden",
      state: true,
      expected: policy,
      open: (cast) => lobby(cast, "forbidden", { microphone: "forbidden" }),
    },
  ],
  [{ name: "lobby-insecure", state: true, open: (cast) => lobby(cast, "insecure", { microphone: "insecure" }) }],
  [
    {
      name: "lobby-unsupported",
      state: true,
      open: (cast) => lobby(cast, "unsupported", { microphone: "unsupported" }),
    },
  ],
  ...(["iphone", "iphoneApp", "safari", "android"] as const).map((browser): Story => [blockedIn(browser)]),
  ...(["windows", "mac", "iphone", "android"] as const).map((system): Story => [keptBy(system)]),
  inCall("dismissed", { microphone: "dismisses" }),
  inCall("system", { microphone: "system", userAgent: agents.windows }),
  inCall("forbidden", { microphone: "forbidden" }),
  inCall("insecure", { microphone: "insecure" }),
  inCall("unsupported", { microphone: "unsupported", userAgent: agents.instagram }),
]
