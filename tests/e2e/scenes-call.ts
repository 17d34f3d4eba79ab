import type { Page } from "@playwright/test"
import type { Cast, GuestOptions, Room, Scene } from "./scene-cast"
import { comesTo, enters, hush, speaks, tool } from "./scene-steps"
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

/** In the call, when nothing is wrong. */
export const callScenes: Scene[] = [
  {
    name: "call-alone",
    fills: true,
    async open(cast) {
      const page = await annasPage(cast, [])
      await page.getByText(cast.words.call.invite.title).waitFor()
      return page
    },
  },
  { name: "call-two", fills: true, open: (cast) => annasPage(cast, ["lena"]) },
  { name: "call-three", fills: true, open: (cast) => annasPage(cast, ["lena", "boris"]) },
  {
    name: "call-six",
    fills: true,
    state: true,
    open: (cast) => annasPage(cast, ["lena", "boris", "mei", "jonas", "sofia"]),
  },
  {
    name: "call-muted",
    fills: true,
    state: true,
    async open(cast) {
      const { page } = await call(cast, ["lena"])
      await page.keyboard.press("m")
      await page.getByRole("button", { name: cast.words.call.controls.unmute }).waitFor()
      return page
    },
  },
  {
    name: "call-other-muted",
    fills: true,
    state: true,
    async open(cast) {
      const { page, others } = await call(cast, ["lena", "boris"])
      await others[1]?.page.keyboard.press("m")
      await page.getByText(cast.words.call.note.muted).first().waitFor()
      return page
    },
  },
  {
    name: "call-people",
    fills: true,
    async open(cast) {
      const page = await annasPage(cast, ["lena", "boris"])
      await page.getByRole("button", { name: filled(cast.words.call.controls.people, { count: 3 }) }).click()
      await page.getByRole("heading", { name: filled(cast.words.call.panel.count, { count: 3 }) }).waitFor()
      return page
    },
  },
  {
    name: "call-devices",
    fills: true,
    async open(cast) {
      const page = await annasPage(cast, ["lena"])
      await tool(cast, page, "devices").click()
      await page.getByRole("menu").waitFor()
      return page
    },
  },
  {
    name: "call-path",
    fills: true,
    state: true,
    async open(cast) {
      const page = await annasPage(cast, ["lena"])
      const { name, kind } = cast.words.call.path
      await page.getByRole("button", { name: filled(name, { path: kind.udp }) }).click()
      await page.getByRole("dialog").waitFor()
      return page
    },
  },
  {
    name: "call-keys",
    fills: true,
    state: true,
    async open(cast) {
      const page = await annasPage(cast, ["lena"])
      await page.keyboard.press("?")
      await page.getByRole("dialog", { name: cast.words.call.keys.title }).waitFor()
      return page
    },
  },
  {
    name: "call-leave",
    fills: true,
    async open(cast) {
      const page = await annasPage(cast, ["lena", "boris"])
      await tool(cast, page, "leave").click()
      await page.getByRole("alertdialog").waitFor()
      return page
    },
  },
  {
    name: "call-end-for-all",
    fills: true,
    state: true,
    async open(cast) {
      const page = await annasPage(cast, ["lena", "boris"])
      await tool(cast, page, "leave").click()
      await page.getByRole("alertdialog").getByRole("button").nth(1).click()
      await page.getByRole("alertdialog", { name: cast.words.call.leave.endTitle }).waitFor()
      return page
    },
  },
  {
    name: "call-copied",
    fills: true,
    state: true,
    async open(cast) {
      const { page, anna } = await call(cast, ["lena"])
      await anna.context.grantPermissions(["microphone", "clipboard-read", "clipboard-write"])
      await tool(cast, page, "copy").click()
      // Focus holds it for as long as it is looked at.
      await page.getByRole("button", { name: cast.words.call.toastClose }).focus()
      return page
    },
  },
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
        ["jonas", odd.emoji],
      ] as const) {
        const guest = await cast.guest(who)
        await enters(cast, { ...guest, name }, room)
      }
      const page = await enters(cast, await cast.host("anna"), room)
      await page.getByText(odd.markup).first().waitFor()
      return page
    },
  },
  {
    name: "call-connecting",
    state: true,
    async open(cast) {
      const lena = await cast.guest("lena")
      const page = await comesTo(lena, await cast.room())
      // The sound server takes the line and says nothing.
      await page.routeWebSocket(/\/rtc/, () => {})
      const name = page.getByLabel(cast.words.lobby.name)
      await name.fill(lena.name)
      await name.press("Enter")
      await page.getByRole("main").getByText(cast.words.call.connecting.stage.server).waitFor({ timeout: 20_000 })
      return page
    },
  },
]
