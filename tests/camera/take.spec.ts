import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { comesToRest } from "../e2e/looks"
import { type Scene, sceneTest } from "../e2e/scene-cast"
import type { Locale } from "../e2e/scene-words"
import { stories, tell, titleOf } from "../e2e/scenes"
import { smallPng } from "./small-png"

const folder = join(import.meta.dirname, "..", "..", "docs", "pictures")
const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

const views = {
  light: { size: desktop, colorScheme: "light" },
  dark: { size: desktop, colorScheme: "dark" },
  phone: { size: phone, colorScheme: "light" },
  "phone-dark": { size: phone, colorScheme: "dark" },
} as const

/** Screens in every look; of their states what differs: the words, and how they fit. */
function looksOf({ name, state }: Scene, locale: Locale): (keyof typeof views)[] {
  if (locale === "ru") return state ? ["phone"] : ["light", "phone"]
  if (name === "call-two" || name === "call-three") return ["light", "dark", "phone", "phone-dark"]
  return state ? ["light", "phone"] : ["light", "dark", "phone"]
}

for (const locale of ["en", "ru"] as const) {
  const ending = locale === "ru" ? "-ru" : ""
  for (const story of stories) {
    sceneTest(titleOf(story) + ending, async ({ casting }) => {
      await tell(story, casting(locale), async (scene, page) => {
        for (const look of looksOf(scene, locale)) {
          const { size, colorScheme } = views[look]
          await page.setViewportSize(size)
          await page.emulateMedia({ colorScheme })
          // The whole page in one window: what sticks to its edge lies where it ends.
          const height = await page.evaluate(() => document.documentElement.scrollHeight)
          if (!scene.fills) await page.setViewportSize({ width: size.width, height: Math.max(height, size.height) })
          await comesToRest(page)
          const picture = await page.screenshot({ fullPage: !scene.fills, animations: "disabled" })
          writeFileSync(join(folder, `${scene.name}${ending}-${look}.png`), smallPng(picture))
        }
        await page.setViewportSize(desktop)
      })
    })
  }
}
