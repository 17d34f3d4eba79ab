import type { Page } from "@playwright/test"
import { operator } from "./fixtures"
import type { Cast, GuestOptions, Room, Scene, Story } from "./scene-cast"
import { comesTo, enters, hush, knocks, speaks, tool } from "./scene-steps"
import { filled, odd } from "./scene-words"

type Guest = "boris" | "lena" | "mei" | "jonas" | "sofia"

/** Anna's call with these guests; the first of them speaks. Gives Anna's page. */
export async function call(cast: Cast, guests: readonly Guest[], options: GuestOptions = {}, room?: Room) {
  const there = room ?? (await cast.room())
  const others = await Promise.all(guests.map((who) => cast.guest(who)))
  await Promise.all(others.map((other) => enters(cast, other, there)))
  const anna = await cast.host("anna", options)
  const page = await enters(cast, anna, there)
  for (const { name } of others) await page.getByText(name, { exact: true }).first().waitFor()
  for (const quiet of [...others, anna]) await hush(quiet)
  const [first] = others
  if (first) await speaks(cast, first, page)
  return { page, anna, others }
}

async function annasPage(cast: Cast, guests: readonly Guest[]): Promise<Page> {
  return (await call(cast, guests)).page
}

/** A scene inside the call that is running: a part of it with a picture in every look, or a passing state. */
function inCall(kind: "part" | "state", name: string, open: (cast: Cast, page: Page) => Promise<unknown>): Scene {
  return {
    name,
    fills: true,
    ...(kind === "state" && { state: true }),
    async open(cast, page) {
      await open(cast, page)
      return page
    },
  }
}

/** In the call, when nothing is wrong. */
export const callStories: Story[] = [
  [
    {
      name: "call-alone",
      fills: true,
      async open(cast) {
        const page = await annasPage(cast, [])
        await page.getByText(cast.words.call.invite.title).waitFor()
        return page
      },
    },
  ],
  [
    { name: "call-two", fills: true, open: (cast) => annasPage(cast, ["lena"]) },
    inCall("state", "call-path", async (cast, page) => {
      const { name, kind } = cast.words.call.path
      await page.getByRole("button", { name: filled(name, { path: kind.udp }) }).click()
      await page.getByRole("dialog").waitFor()
    }),
    inCall("part", "call-devices", async (cast, page) => {
      await page.keyboard.press("Escape")
      await tool(cast, page, "devices").click()
      await page.getByRole("menu").waitFor()
    }),
    inCall("state", "call-keys", async (cast, page) => {
      await page.keyboard.press("Escape")
      await page.keyboard.press("?")
      await page.getByRole("dialog", { name: cast.words.call.keys.title }).waitFor()
    }),
    inCall("state", "call-copied", async (cast, page) => {
      await page.keyboard.press("Escape")
      await page.context().grantPermissions(["microphone", "clipboard-read", "clipboard-write"])
      await tool(cast, page, "copy").click()
      // Focus holds it for as long as it is looked at.
      await page.getByRole("button", { name: cast.words.call.toastClose }).focus()
    }),
    inCall("state", "call-muted", async (cast, page) => {
      await page.getByRole("button", { name: cast.words.call.toastClose }).click()
      await page.keyboard.press("m")
      await page.getByRole("button", { name: cast.words.call.controls.unmute }).waitFor()
    }),
  ],
  [
    { name: "call-three", fills: true, open: threePeople },
    inCall("part", "call-people", async (cast, page) => {
      await page.getByRole("button", { name: filled(cast.words.call.controls.people, { count: 3 }) }).click()
      await page.getByRole("heading", { name: filled(cast.words.call.panel.count, { count: 3 }) }).waitFor()
    }),
    inCall("part", "call-leave", async (cast, page) => {
      await page.keyboard.press("Escape")
      await tool(cast, page, "leave").click()
      await page.getByRole("alertdialog").waitFor()
    }),
    inCall("state", "call-end-for-all", async (cast, page) => {
      await page.getByRole("alertdialog").getByRole("button").nth(1).click()
      await page.getByRole("alertdialog", { name: cast.words.call.leave.endTitle }).waitFor()
    }),
  ],
  [
    {
      name: "call-six",
      fills: true,
      state: true,
      async open(cast) {
        const { page, others } = await call(cast, ["lena", "boris", "mei", "jonas", "sofia"])
        await others[1]?.page.keyboard.press("m")
        await page.getByText(cast.words.call.note.muted).first().waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "call-odd-names",
      fills: true,
      state: true,
      async open(cast) {
        const room = await cast.room(odd.long)
        for (const [who, name] of [
          ["lena", odd.markup],
          ["boris", odd.rightToLeft],
          ["mei", odd.unbroken],
        ] as const) {
          const guest = await cast.guest(who)
          await enters(cast, { ...guest, name }, room)
        }
        const page = await enters(cast, await cast.host("anna"), room)
        await page.getByText(odd.markup).first().waitFor()
        return page
      },
    },
    inCall("state", "call-odd-names-people", async (cast, page) => {
      await page.getByRole("button", { name: filled(cast.words.call.controls.people, { count: 4 }) }).click()
      await page.getByRole("heading", { name: filled(cast.words.call.panel.count, { count: 4 }) }).waitFor()
    }),
  ],
  [
    {
      name: "call-connecting",
      state: true,
      async open(cast) {
        const lena = await cast.guest("lena")
        const page = await comesTo(lena, await cast.room())
        // The sound server takes the line and says nothing.
        await page.routeWebSocket(/\/rtc/, () => {})
        await knocks(cast, lena)
        await page
          .getByRole("paragraph")
          .getByText(cast.words.call.connecting.stage.server)
          .waitFor({ timeout: 20_000 })
        return page
      },
    },
  ],
  [
    {
      name: "seat-gone",
      state: true,
      expected: /status of 403|User-Initiated Abort|data channel/,
      open: signedOutBesides,
    },
  ],
]

/** Lena is in a call, and signs out in another tab of the same browser. */
async function signedOutBesides(cast: Cast): Promise<Page> {
  await cast.host("lena")
  const lena = await cast.guest("lena")
  const { signIn, shell, over } = cast.words
  await lena.page.goto("/sign-in")
  await lena.page.getByLabel(signIn.email).fill(`lena${cast.locale === "en" ? "" : ".ru"}@example.org`)
  await lena.page.getByLabel(signIn.password, { exact: true }).fill(operator.password)
  await lena.page.getByRole("main").getByRole("button", { name: signIn.submit }).click()
  await lena.page.waitForURL("**/rooms")
  const page = await enters(cast, lena, await cast.room())
  const tab = await lena.context.newPage()
  await tab.goto("/rooms")
  await tab.getByRole("button", { name: filled(shell.account, { name: cast.names.lena }) }).click()
  await tab.getByRole("menuitem", { name: shell.signOut }).click()
  await tab.waitForURL((url) => url.pathname === "/")
  await page.bringToFront()
  await page.getByRole("heading", { name: over.seatGone.title }).waitFor()
  return page
}

/** Lena speaks, Boris has his microphone off. */
async function threePeople(cast: Cast): Promise<Page> {
  const { page, others } = await call(cast, ["lena", "boris"])
  await others[1]?.page.keyboard.press("m")
  await page.getByText(cast.words.call.note.muted).first().waitFor()
  return page
}
