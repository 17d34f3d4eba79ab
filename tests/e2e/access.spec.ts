import AxeBuilder from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { full } from "./faults"
import { expect } from "./fixtures"
import { comesToRest, lostFocus, outOfPlace, smallTargets, stillMoving } from "./looks"
import { sceneTest as test } from "./scene-cast"
import { stories, tell, titleOf } from "./scenes"
import { figure } from "./steps"

// A recording looks into the page, and Chromium takes each look for the person's gesture: sound would not stay blocked.
test.use({ trace: "off", screenshot: "off", actionTimeout: 20_000, navigationTimeout: 20_000 })

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
const onlyColours = ["color-contrast", "link-in-text-block"]
const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
const smallPhone = { width: 320, height: 568 }
const zoomed = { width: 320, height: 256 }

const seen = { scenes: 0, views: 0, violations: 0 }

test.afterAll(() => {
  // What was looked at since the last failure: a worker that failed begins anew.
  for (const [name, count] of Object.entries(seen)) figure("8", name, count)
})

// The screens are the same in Russian, with other words: those are looked at in the full run.
const locales = full ? (["en", "ru"] as const) : (["en"] as const)

for (const locale of locales) {
  test.describe(`every screen can be used by everyone, ${locale}`, () => {
    for (const story of stories) {
      test(`${titleOf(story)} @chromium`, async ({ casting }) => {
        const cast = casting(locale)
        await tell(story, cast, async ({ name, expected }, page) => {
          seen.scenes += 1
          // Letters differ, nothing else: in Russian what is asked is whether the words fit.
          await (locale === "en" ? expectUsable(page, name) : expectWordsFit(page, name))
          const unexpected = cast.faults.splice(0).filter((fault) => !expected?.test(fault))
          expect.soft(unexpected, `${name}: errors in the console`).toEqual([])
        })
      })
    }
  })
}

test("whatever has the focus shows it, and nothing lies over it @chromium", async ({ casting }) => {
  const cast = casting("en")
  const { page } = await cast.guest("lena")
  const { page: host } = await cast.host("lena")
  const room = await cast.room()
  for (const size of [desktop, { width: 390, height: 600 }]) {
    await page.setViewportSize(size)
    for (const path of ["/", "/sign-in", `/r/${room.slug}`]) {
      await page.goto(path)
      await page.getByRole("heading", { level: 1 }).waitFor()
      expect.soft(await lostFocus(page), `${path} ${size.width}`).toEqual([])
    }
    await host.setViewportSize(size)
    for (const path of ["/settings", "/settings/erase"]) {
      await host.goto(path)
      await host.getByRole("heading", { level: 1 }).waitFor()
      expect.soft(await lostFocus(host), `${path} ${size.width}`).toEqual([])
    }
  }
})

test("the looks above find what is wrong @chromium", async ({ page }) => {
  await page.goto("/sign-in")
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      "beforeend",
      `<button></button><p class="pale">Pale</p><div class="wide">Wide</div><div class="cut">Much too long for it</div>`,
    )
    // The page's own policy refuses styles in attributes.
    const style = (selector: string, rules: Partial<CSSStyleDeclaration>) =>
      Object.assign(document.querySelector<HTMLElement>(selector)?.style ?? {}, rules)
    style("body > button", { width: "20px", height: "20px" })
    style(".pale", { color: "#ddd" })
    style(".wide", { width: "3000px" })
    style(".cut", { width: "20px", overflow: "hidden", whiteSpace: "nowrap" })
    document.querySelector(".pale")?.animate([{ opacity: 1 }, { opacity: 0.9 }], { duration: 1e6 })
  })
  expect(await stillMoving(page)).toEqual(["pale"])
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) animation.cancel()
  })
  const found = await violationsOf(page, "all")
  for (const rule of ["button-name", "color-contrast"])
    expect(
      found.some((told) => told.startsWith(rule)),
      rule,
    ).toBe(true)
  expect((await smallTargets(page)).join()).toContain("20 x 20")
  const misplaced = (await outOfPlace(page)).join()
  for (const fault of ["scrolls sideways", "beside the window: DIV .wide", "cut: DIV .cut"])
    expect(misplaced).toContain(fault)
})

async function expectUsable(page: Page, name: string): Promise<void> {
  for (const size of [desktop, phone]) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme: "light" })
    await comesToRest(page)
    expect.soft(await smallTargets(page), `${name} ${size.width}: small targets`).toEqual([])
    // Of what a phone shows, most is what the desktop shows; the full run looks at both.
    if (size === phone && !full) continue
    await expectNoViolations(page, "all", `${name} ${size.width} light`)
    await page.emulateMedia({ colorScheme: "dark" })
    await expectNoViolations(page, "colours", `${name} ${size.width} dark`)
  }
  await expectInPlace(page, name)
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce", forcedColors: "active" })
  expect.soft(await stillMoving(page), `${name}: moves`).toEqual([])
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference", forcedColors: "none" })
}

async function expectWordsFit(page: Page, name: string): Promise<void> {
  await page.setViewportSize(phone)
  await expectNoViolations(page, "all", `${name} ${phone.width} light`)
  await expectInPlace(page, name)
}

/** On a large screen, on phones, and in a window of 1280 x 1024 at 400 %. */
async function expectInPlace(page: Page, name: string): Promise<void> {
  for (const size of full ? [phone, smallPhone, zoomed, desktop] : [smallPhone, desktop]) {
    await page.setViewportSize(size)
    await comesToRest(page)
    expect.soft(await outOfPlace(page), `${name} ${size.width} x ${size.height}: out of place`).toEqual([])
  }
}

async function expectNoViolations(page: Page, rules: "all" | "colours", view: string): Promise<void> {
  await comesToRest(page)
  const told = await violationsOf(page, rules)
  seen.views += 1
  seen.violations += told.length
  expect.soft(told, view).toEqual([])
}

async function violationsOf(page: Page, rules: "all" | "colours"): Promise<string[]> {
  // Its types stand on another copy of playwright-core.
  const axe = new AxeBuilder({ page } as unknown as ConstructorParameters<typeof AxeBuilder>[0]).setLegacyMode()
  const { violations } = await (rules === "all" ? axe.withTags(standards) : axe.withRules(onlyColours)).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`))
}
