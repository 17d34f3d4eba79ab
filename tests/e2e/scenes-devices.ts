import type { Page } from "@playwright/test"
import { builtIn, type DeskDevice, hasOnDesk, headset, headsetOut, speakers } from "./desk"
import type { Cast, Story } from "./scene-cast"
import { enters, hush, tool } from "./scene-steps"
import { filled } from "./scene-words"

const russian: Record<string, string> = {
  [headset.label]: "Гарнитура (Jabra)",
  [builtIn.label]: "Встроенный микрофон",
  [speakers.label]: "Встроенные динамики",
}

const named = (cast: Cast, device: DeskDevice) =>
  cast.locale === "ru" ? { ...device, label: russian[device.label] ?? device.label } : device

/** Lena listens; Anna's desk has a headset and what is built in. Gives Anna's page. */
async function annasDesk(cast: Cast, own: DeskDevice = headset, busy: string[] = []): Promise<Page> {
  const room = await cast.room()
  const lena = await cast.guest("lena")
  await enters(cast, lena, room)
  await hush(lena)
  const anna = await cast.host("anna", { hz: null })
  await hasOnDesk(
    anna,
    [own, builtIn, headsetOut, speakers].map((device) => named(cast, device)),
    { busy },
  )
  return enters(cast, anna, room)
}

const strip = (page: Page, words: string) => page.locator(".strip").getByText(words).waitFor({ timeout: 25_000 })

/** What is shown for some seconds stays for as long as it is looked at. */
const stopsTheClock = (page: Page) =>
  page.evaluate(() => {
    const now = Date.now()
    Date.now = () => now
  })

/** When devices change, or give no sound. */
export const deviceStories: Story[] = [
  [
    {
      name: "call-unplugged",
      fills: true,
      async open(cast) {
        const page = await annasDesk(cast)
        await page.evaluate(() => window.desk.unplug("headset", "headset-out"))
        const { banner } = cast.words.call
        await strip(page, filled(banner.microphoneNow, { device: named(cast, builtIn).label }))
        await stopsTheClock(page)
        return page
      },
    },
    {
      name: "call-plugged",
      fills: true,
      state: true,
      async open(cast, page) {
        await page.evaluate((device) => window.desk.plug(device), named(cast, headset))
        // Focus holds it for as long as it is looked at.
        await page.getByRole("button", { name: cast.words.call.hint.use, exact: true }).focus()
        return page
      },
    },
  ],
  [
    {
      name: "call-muted-by-system",
      fills: true,
      async open(cast) {
        const page = await annasDesk(cast)
        await page.evaluate(() => window.desk.systemMutes("headset", true))
        await strip(page, cast.words.call.banner.bySystem)
        return page
      },
    },
  ],
  [
    {
      name: "call-talking-muted",
      fills: true,
      async open(cast) {
        const page = await annasDesk(cast)
        await page.keyboard.press("m")
        await page.getByRole("button", { name: cast.words.call.hint.unmute, exact: true }).focus({ timeout: 20_000 })
        await stopsTheClock(page)
        return page
      },
    },
  ],
  [
    {
      name: "call-quiet-microphone",
      fills: true,
      async open(cast) {
        const page = await annasDesk(cast, { ...headset, hz: 0 })
        await strip(page, filled(cast.words.call.banner.quietOther, { device: named(cast, builtIn).label }))
        return page
      },
    },
  ],
  [
    {
      name: "call-microphone-refused",
      fills: true,
      state: true,
      async open(cast) {
        const page = await annasDesk(cast, headset, [builtIn.id])
        const { label } = named(cast, builtIn)
        await tool(cast, page, "devices").click()
        await page.getByRole("menuitemradio", { name: label }).click()
        await page.keyboard.press("Escape")
        await strip(page, label)
        await stopsTheClock(page)
        return page
      },
    },
  ],
]
