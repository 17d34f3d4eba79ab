import type { Page } from "@playwright/test"
import { clientId, clientSecret, startIssuer } from "../fixtures/issuer"
import { startMailServer } from "../fixtures/mail-server"
import { full } from "./faults"
import { test as base, control, expect, type Person, type PersonOptions } from "./fixtures"
import { filled, names, words } from "./scene-words"

type Post = {
  url: string
  issuer: Awaited<ReturnType<typeof startIssuer>>
  /** The one-time link in the newest of so many mails to somebody. */
  linkTo(email: string, count: number): Promise<string>
}

const test = base.extend<object, { post: Post }>({
  /** A stack with a mail server and an issuer of its own, where anybody may sign up. */
  post: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed out of this pattern
    async ({}, use) => {
      const [mail, issuer] = [await startMailServer(), await startIssuer()]
      const env = {
        ...{ SMTP_URL: mail.url, MAIL_FROM: "noreply@earshot.test", SIGN_UP: "open" },
        ...{
          OIDC_ISSUER: issuer.url,
          OIDC_CLIENT_ID: clientId,
          OIDC_CLIENT_SECRET: clientSecret,
          OIDC_NAME: "Workplace",
        },
      }
      const stack = await control<{ id: string; url: string }>("stack", { turn: true, env })
      issuer.serve([stack.url])
      await use({
        url: stack.url,
        issuer,
        async linkTo(email, count) {
          await expect.poll(() => mail.to(email).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count)
          const text = mail.to(email).at(-1)?.text ?? ""
          return /http\S+\/(?:reset|welcome|confirm|link)\/[\w-]{43}/.exec(text)?.[0] ?? `no link in: ${text}`
        },
      })
      await control("stop", { id: stack.id })
      await Promise.all([issuer.stop(), mail.stop()])
    },
    { scope: "worker", timeout: 120_000 },
  ],
})

/** Writes into fields, one Tab after another from the first, and presses Enter in the last. */
async function fillByKeys(page: Page, first: string, texts: string[]): Promise<void> {
  await page.getByLabel(first, { exact: true }).focus()
  for (const [index, text] of texts.entries()) {
    if (index > 0) await page.keyboard.press("Tab")
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type(text)
  }
  await page.keyboard.press("Enter")
}

async function press(page: Page, role: "button" | "link", name: string): Promise<void> {
  await page.getByRole("main").getByRole(role, { name, exact: true }).focus()
  await page.keyboard.press("Enter")
}

const expectHeading = (page: Page, name: string) =>
  expect(page.getByRole("heading", { name, exact: true })).toBeVisible()

for (const locale of full ? (["en", "ru"] as const) : (["ru"] as const))
  test(`an account by mail and keyboard alone, ${locale}: made, entered by a link, forgotten, moved, connected, erased @chromium`, async ({
    person,
    post,
  }) => {
    test.setTimeout(180_000)
    const said = words[locale]
    const name = names[locale].mei
    const email = `mei.${locale}@earshot.test`
    const moved = `mei.${locale}.new@earshot.test`
    const browser = (options: PersonOptions = {}): Promise<Person> =>
      person(name, { url: post.url, locale: locale === "ru" ? "ru-RU" : "en-GB", ...options })
    const first = "the first sentence of mine"
    const second = "another sentence of mine"

    await test.step("made", async () => {
      const { page } = await browser()
      await page.goto("/sign-up")
      await fillByKeys(page, said.signUp.name, [name, email])
      await expectHeading(page, said.mailed.heading)
      await page.goto(await post.linkTo(email, 1))
      await page.getByLabel(said.welcome.password, { exact: true }).focus()
      await page.keyboard.type(first)
      await page.keyboard.press("Enter")
      await expectHeading(page, said.rooms.heading)
    })

    await test.step("entered by a link", async () => {
      const { page } = await browser()
      await page.goto("/sign-in")
      await press(page, "link", said.signIn.byLink)
      await expectHeading(page, said.link.title)
      await fillByKeys(page, said.mailed.email, [email])
      await expectHeading(page, said.mailed.heading)
      await page.goto(await post.linkTo(email, 2))
      await press(page, "button", said.link.use)
      await expectHeading(page, said.rooms.heading)
    })

    const { page } = await browser()
    await test.step("forgotten", async () => {
      await page.goto("/sign-in")
      await press(page, "link", said.signIn.forgot)
      await expectHeading(page, said.reset.heading)
      await fillByKeys(page, said.mailed.email, [email])
      await expectHeading(page, said.mailed.heading)
      await page.goto(await post.linkTo(email, 3))
      await page.getByLabel(said.reset.password, { exact: true }).focus()
      await page.keyboard.type(second)
      await page.keyboard.press("Enter")
      await expectHeading(page, said.reset.doneHeading)
    })

    await test.step("moved to another address", async () => {
      await page.goto("/settings")
      const form = page.getByRole("region", { name: said.settings.address.heading, exact: true })
      await form.getByLabel(said.settings.address.new, { exact: true }).focus()
      await page.keyboard.type(moved)
      await form.getByLabel(said.settings.address.password, { exact: true }).focus()
      await page.keyboard.type(second)
      await page.keyboard.press("Enter")
      await expect(form.getByText(filled(said.settings.address.mailed, { email: moved }))).toBeVisible()
      await page.goto(await post.linkTo(moved, 1))
      await press(page, "button", said.confirm.submit)
      await expectHeading(page, said.confirm.doneHeading)
    })

    await test.step("connected with another site", async () => {
      post.issuer.show(post.issuer.knows({ sub: `mei-${locale}`, email: moved, email_verified: true, name }).sub)
      const there = await browser()
      await there.page.goto("/sign-in")
      await press(there.page, "link", filled(said.signIn.with, { issuer: "Workplace" }))
      await expectHeading(there.page, said.consent.title)
      await fillByKeys(there.page, said.consent.password, [second])
      await expectHeading(there.page, said.rooms.heading)
    })

    await test.step("erased", async () => {
      await page.goto("/settings/erase")
      await fillByKeys(page, said.erase.password, [second])
      await expectHeading(page, said.erase.goneHeading)
      const there = await browser()
      await there.page.goto("/sign-in")
      await fillByKeys(there.page, said.signIn.email, [moved])
      await there.page.getByLabel(said.signIn.password, { exact: true }).focus()
      await there.page.keyboard.type(second)
      await there.page.keyboard.press("Enter")
      await expect(there.page.getByText(said.errors.codes.wrong_pair)).toBeVisible()
    })
  })
