import { afterAll, beforeAll, expect, test } from "vitest"
import { makeBrowser } from "../fixtures/browser"
import { type OtherStack, startOtherStack, stopOtherStack } from "../fixtures/ground"

const imprint = "https://example.org/imprint?a=1&b=2"
let own: OtherStack | undefined

beforeAll(async () => {
  own = await startOtherStack({ IMPRINT_URL: imprint, PRIVACY_URL: "" })
}, 120_000)
afterAll(() => stopOtherStack(own))

const pageOf = async (url: string | undefined, path: string, locale = "en") => {
  const browser = makeBrowser({ url })
  browser.cookies.set("locale", locale)
  return (await browser.get(path)).body
}

test.each(["/", "/sign-in"])("the imprint that the operator names is at the foot of %s", async (path) => {
  const link = (words: string) => `href="${imprint.replace("&", "&amp;")}">${words}</a>`
  expect(await pageOf(own?.url, path)).toContain(link("Imprint"))
  expect(await pageOf(own?.url, path, "ru")).toContain(link("Кто отвечает за сайт"))
})

test("what is not named is not there", async () => {
  expect(await pageOf(own?.url, "/")).not.toContain(">Privacy<")
  expect(await pageOf(undefined, "/")).not.toMatch(/>(Imprint|Privacy)</)
})
