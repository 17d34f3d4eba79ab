import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { comesToRest } from "../e2e/looks"
import { type Scene, sceneTest } from "../e2e/scene-cast"
import type { Locale } from "../e2e/scene-words"
import { scenes } from "../e2e/scenes"
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
  if (name === "call-two") return ["light", "dark", "phone", "phone-dark"]
  return state ? ["light", "phone"] : ["light", "dark", "phone"]
}

for (const locale of ["en", "ru"] as const) {
  for (const scene of scenes) {
    sceneTest(`${scene.name}${locale === "ru" ? "-ru" : ""}`, async ({ casting }) => {
      const page = await scene.open(casting(locale))
      for (const look of looksOf(scene, locale)) {
        const { size, colorScheme } = views[look]
        await page.setViewportSize(size)
        await page.emulateMedia({ colorScheme })
        await comesToRest(page)
        const picture = await page.screenshot({ fullPage: !scene.fills, animations: "disabled" })
        writeFileSync(join(folder, `${scene.name}${locale === "ru" ? "-ru" : ""}-${look}.png`), smallPng(picture))
      }
    })
  }
}
