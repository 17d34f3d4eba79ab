import type { Page } from "@playwright/test"
import type { Cast, Room, Scene, Story } from "./scene-cast"
import { comesTo, knocks } from "./scene-steps"
import { filled } from "./scene-words"
import { call } from "./scenes-call"

/** What the browser says of a no of the door, and the SDK of being thrown out. */
const refused = /status of 403|User-Initiated Abort|data channel/

/** What one of these calls is made of, from its first scene on. */
const calls = new WeakMap<Cast, { room: Room; anna: Page; lena: Page }>()

function running(cast: Cast) {
  const found = calls.get(cast)
  if (!found) throw new Error("This call has not begun")
  return found
}

function later(name: string, open: (cast: Cast, page: Page) => Promise<Page>, more: Partial<Scene> = {}): Scene {
  return { name, fills: true, state: true, open, ...more }
}

/** A host keeps order in a call. */
export const orderStories: Story[] = [
  [
    {
      name: "call-order",
      fills: true,
      async open(cast) {
        const room = await cast.room()
        const { page, others } = await call(cast, ["lena"], {}, room)
        const [lena] = others
        if (lena) calls.set(cast, { room, anna: page, lena: lena.page })
        await page.getByRole("button", { name: filled(cast.words.call.controls.people, { count: 2 }) }).click()
        await page.getByRole("switch", { name: cast.words.call.order.lock.label }).waitFor()
        return page
      },
    },
    later("call-muted-by-host", async (cast, page) => {
      const { lena } = running(cast)
      await page.getByRole("button", { name: cast.words.call.order.mute.all }).click()
      await lena.getByRole("button", { name: cast.words.call.controls.unmute }).waitFor()
      await lena.bringToFront()
      // Focus holds it for as long as it is looked at.
      await lena.getByRole("button", { name: cast.words.call.toastClose, exact: true }).focus()
      const { mutedByHost } = cast.words.call.hint
      await lena
        .locator(".toast")
        .getByText(filled(mutedByHost, { host: cast.names.anna }))
        .waitFor()
      return lena
    }),
    later("call-order-menu", async (cast) => {
      const { anna: page } = running(cast)
      await running(cast).lena.keyboard.press("m")
      await page.bringToFront()
      await page.getByRole("button", { name: filled(cast.words.call.order.options, { name: cast.names.lena }) }).click()
      await page.getByRole("menuitem").first().waitFor()
      return page
    }),
    later("call-remove", async (cast, page) => {
      await page.getByRole("menuitem", { name: cast.words.call.order.remove.item }).click()
      await page.getByRole("alertdialog").waitFor()
      return page
    }),
    later(
      "call-locked",
      async (cast, page) => {
        await page.getByRole("button", { name: cast.words.call.order.remove.sure, exact: true }).click()
        const { done } = cast.words.call.order.remove
        await page
          .locator(".toast")
          .getByText(filled(done, { name: cast.names.lena }))
          .waitFor()
        await page.getByRole("img", { name: cast.words.call.locked }).waitFor()
        // Focus holds the toast for as long as it is looked at.
        await page.getByRole("button", { name: cast.words.call.toastClose, exact: true }).focus()
        return page
      },
      { expected: refused },
    ),
    later(
      "removed",
      async (cast) => {
        const { lena } = running(cast)
        await lena.bringToFront()
        await lena.getByRole("heading", { name: cast.words.over.removed.title }).waitFor()
        return lena
      },
      { fills: undefined, expected: refused },
    ),
    later(
      "lobby-locked",
      async (cast) => {
        const boris = await cast.guest("boris")
        const page = await comesTo(boris, running(cast).room)
        await knocks(cast, boris)
        await page.getByRole("alert").getByText(cast.words.errors.codes.locked).waitFor()
        return page
      },
      { fills: undefined, expected: refused },
    ),
  ],
]
