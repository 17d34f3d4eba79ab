import type { Page } from "@playwright/test"
import { control } from "./fixtures"
import type { Cast, GuestOptions, Story } from "./scene-cast"
import { comesTo } from "./scene-steps"
import { odd } from "./scene-words"

type Verdict = keyof Cast["words"]["lobby"]["verdict"] | keyof Cast["words"]["lobby"]["trouble"]

function verdictTitle({ words }: Cast, verdict: Verdict): string {
  const { verdict: checks, trouble } = words.lobby
  return { ...checks, ...trouble }[verdict].title
}

/** Lena in the lobby, her name typed, the microphone judged. */
export async function lobby(cast: Cast, verdict: Verdict, options: GuestOptions = {}, room?: string): Promise<Page> {
  const lena = await cast.guest("lena", options)
  const page = await comesTo(lena, await cast.room(room))
  const name = page.getByLabel(cast.words.lobby.name)
  // A press anywhere is what lets the browser measure.
  await name.click()
  await name.fill(lena.name)
  await name.blur()
  // Its title names the system, the steps below it tell which.
  if (verdict !== "system")
    await page.getByRole("heading", { name: verdictTitle(cast, verdict) }).waitFor({ timeout: 20_000 })
  // The help comes after the verdict.
  if (verdict === "silent" || verdict in cast.words.lobby.trouble) await page.locator(".lobby__check .note").waitFor()
  return page
}

const instagram =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 350.0.0"

/** The room's link before the call. */
export const lobbyStories: Story[] = [
  [
    { name: "lobby", open: (cast) => lobby(cast, "works") },
    {
      name: "lobby-name-error",
      state: true,
      async open(cast, page) {
        const name = page.getByLabel(cast.words.lobby.name)
        await name.fill(" ")
        await name.press("Enter")
        await page.getByText(cast.words.lobby.nameFaults.required).waitFor()
        return page
      },
    },
    {
      name: "lobby-offline",
      state: true,
      expected: /ERR_INTERNET_DISCONNECTED/,
      async open(cast, page) {
        await page.getByLabel(cast.words.lobby.name).fill(cast.names.lena)
        await page.context().setOffline(true)
        await page.getByRole("heading", { name: verdictTitle(cast, "offline") }).waitFor()
        return page
      },
    },
    {
      name: "lobby-refused",
      state: true,
      expected: /ERR_INTERNET_DISCONNECTED|status of 503/,
      async open(cast, page) {
        await page.context().setOffline(false)
        await page.getByRole("heading", { name: verdictTitle(cast, "works") }).waitFor()
        cast.afterwards(() => control("resume-livekit"))
        await control("pause-livekit")
        // Nobody of this name has a ticket yet.
        await page.getByLabel(cast.words.lobby.name).fill(cast.names.mei)
        await page.getByLabel(cast.words.lobby.name).press("Enter")
        await page.getByRole("alert").getByText(cast.words.errors.codes.sfu_unavailable).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "lobby-own",
      state: true,
      async open(cast) {
        const page = await comesTo(await cast.host("anna"), await cast.room())
        await page.getByRole("heading", { level: 1 }).click()
        await page.getByRole("heading", { name: verdictTitle(cast, "works") }).waitFor()
        return page
      },
    },
  ],
  [{ name: "lobby-held", state: true, open: (cast) => lobby(cast, "held", { microphone: "unmeasured" }) }],
  [{ name: "lobby-asking", state: true, open: (cast) => lobby(cast, "asking", { microphone: "asks" }) }],
  [{ name: "lobby-silent", open: (cast) => lobby(cast, "silent", { hz: 0 }) }],
  [{ name: "lobby-blocked", open: (cast) => lobby(cast, "denied", { microphone: "denies" }) }],
  [
    {
      name: "lobby-in-app",
      state: true,
      async open(cast) {
        const page = await lobby(cast, "denied", { microphone: "denies", userAgent: instagram })
        await page.getByRole("heading", { name: cast.words.help.steps.inApp.title }).waitFor()
        return page
      },
    },
  ],
  [{ name: "lobby-missing", state: true, open: (cast) => lobby(cast, "missing", { noMicrophone: true }) }],
  [{ name: "lobby-busy", state: true, open: (cast) => lobby(cast, "busy", { microphone: "busy" }) }],
  [{ name: "lobby-long-name", state: true, open: (cast) => lobby(cast, "works", {}, odd.long) }],
  [{ name: "lobby-markup-name", state: true, open: (cast) => lobby(cast, "works", {}, odd.markup) }],
  [{ name: "lobby-right-to-left", state: true, open: (cast) => lobby(cast, "works", {}, odd.rightToLeft) }],
  [{ name: "lobby-unbroken-name", state: true, open: (cast) => lobby(cast, "works", {}, odd.unbroken) }],
]
