import AxeBuilder from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { expect } from "./fixtures"
import { comesToRest, outOfPlace, smallTargets, stillMoving } from "./looks"
import { sceneTest as test } from "./scene-cast"
import { scenes } from "./scenes"
import { figure } from "./steps"

// A recording looks into the page, and Chromium takes each look for the person's gesture: sound would not stay blocked.
test.use({ trace: "off", screenshot: "off", actionTimeout: 20_000, navigationTimeout: 20_000 })

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
const onlyColours = ["color-contrast", "link-in-text-block"]
const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

const seen = { scenes: 0, views: 0, violations: 0 }

test.afterAll(() => {
  // What was looked at since the last failure: a worker that failed begins anew.
  for (const [name, count] of Object.entries(seen)) figure("8", name, count)
})

for (const locale of ["en", "ru"] as const) {
  test.describe(`every screen can be used by everyone, ${locale}`, () => {
    // In Russian the screens; their states differ by a sentence.
    for (const scene of scenes.filter((one) => locale === "en" || !one.state)) {
      test(`${scene.name} @chromium`, async ({ casting }) => {
        const cast = casting(locale)
        const page = await scene.open(cast)
        seen.scenes += 1
        for (const size of [desktop, phone]) {
          await page.setViewportSize(size)
          await page.emulateMedia({ colorScheme: "light" })
          await expectNoViolations(page, "all", `${size.width} light`)
          expect.soft(await smallTargets(page), `targets, ${size.width}`).toEqual([])
          expect.soft(await outOfPlace(page), `out of place, ${size.width}`).toEqual([])
          if (locale === "ru") continue
          await page.emulateMedia({ colorScheme: "dark" })
          await expectNoViolations(page, "colours", `${size.width} dark`)
        }
        // A small phone, and a window of 1280 x 1024 at 400 %.
        for (const size of [
          { width: 320, height: 568 },
          { width: 320, height: 256 },
        ]) {
          await page.setViewportSize(size)
          await moved(page)
          expect.soft(await outOfPlace(page), `out of place, ${size.width} x ${size.height}`).toEqual([])
        }
        await page.emulateMedia({ reducedMotion: "reduce", forcedColors: "active" })
        await page.setViewportSize(desktop)
        expect.soft(await stillMoving(page)).toEqual([])
        const unexpected = cast.faults.filter((fault) => !scene.expected?.test(fault))
        expect.soft(unexpected, "errors in the console").toEqual([])
      })
    }
  })
}

/** A menu that floats follows the window a frame later. */
const moved = (page: Page) =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))

async function expectNoViolations(page: Page, rules: "all" | "colours", view: string): Promise<void> {
  // Its types stand on another copy of playwright-core.
  const axe = new AxeBuilder({ page } as unknown as ConstructorParameters<typeof AxeBuilder>[0]).setLegacyMode()
  await comesToRest(page)
  const { violations } = await (rules === "all" ? axe.withTags(standards) : axe.withRules(onlyColours)).analyze()
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`),
  )
  seen.views += 1
  seen.violations += told.length
  expect.soft(told, view).toEqual([])
}
