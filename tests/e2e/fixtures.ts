import { randomBytes, randomUUID } from "node:crypto"
import { type Browser, type BrowserContext, test as base, chromium, firefox, type Page } from "@playwright/test"
import pg from "pg"
import { chromiumOptions, firefoxOptions } from "../browsers"
import { waitForLife } from "./alive"
import { type EarOptions, installEar } from "./ears"

export type BrowserName = "chromium" | "firefox"

export type PersonOptions = Partial<EarOptions> & {
  in?: BrowserName
  /** Signed in as the operator, who owns the rooms these tests make. */
  signedIn?: boolean
  locale?: string
  /** Another stack than the one under test. */
  url?: string
  /** A browser that is nobody else's, see own-browser.ts; it must be one of `in`. */
  browser?: Browser
  /** Cookies and storage from before. */
  state?: Awaited<ReturnType<BrowserContext["storageState"]>>
}

export type Person = { name: string; hz: number; page: Page; context: BrowserContext; url: string }

export const operator = { name: "Olga Operator", email: "olga@earshot.test", password: "correct horse battery" }

function given(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: run these tests by npm test`)
  return value
}

export const baseUrl = () => given("EARSHOT_URL")

/** Asks the machinery under the tests for something, see scripts/test/control.mjs. */
export async function control<Answer = unknown>(verb: string, body: object = {}): Promise<Answer> {
  const response = await fetch(`${given("EARSHOT_CONTROL")}/${verb}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${verb}: ${response.status} ${await response.text()}`)
  return response.json()
}

export async function withDatabase<Result>(url: string, run: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

const letters = "0123456789abcdefghjkmnpqrstvwxyz"

/** A room of the operator's, with an address of its own. */
export async function makeRoom(
  name = "Weekly planning",
  databaseUrl = given("DATABASE_URL"),
): Promise<{ slug: string; name: string }> {
  const slug = [...randomBytes(16)].map((byte) => letters[byte & 31]).join("")
  await withDatabase(databaseUrl, async (client) => {
    const owner = `SELECT "id" FROM "User" WHERE "role" = 'operator' LIMIT 1`
    const found = await client.query(owner)
    const ownerId = found.rows[0]?.id ?? randomUUID()
    if (found.rowCount === 0) {
      await client.query(`INSERT INTO "User" ("id", "email", "name", "role") VALUES ($1, $2, $3, 'operator')`, [
        ownerId,
        operator.email,
        operator.name,
      ])
    }
    await client.query(`INSERT INTO "Room" ("id", "slug", "name", "ownerId") VALUES ($1, $2, $3, $4)`, [
      randomUUID(),
      slug,
      name,
      ownerId,
    ])
  })
  return { slug, name }
}

/** Makes the operator through the set-up page, as a person does. */
export async function setUpOperator(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel("Your name").fill(operator.name)
  await page.getByLabel("E-mail").fill(operator.email)
  await page.getByLabel("Password", { exact: true }).fill(operator.password)
  await page
    .getByRole("main")
    .getByRole("button", { name: /create|account|set up/i })
    .click()
  await page.waitForURL("**/rooms")
}

type Cast = (name: string, options?: PersonOptions) => Promise<Person>

type Fixtures = { person: Cast }
type WorkerFixtures = {
  browsers: (name: BrowserName) => Promise<Browser>
  operatorState: Awaited<ReturnType<BrowserContext["storageState"]>>
}

const tones = [440, 660, 880, 1100, 1320]

export const test = base.extend<Fixtures, WorkerFixtures>({
  browsers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed out of this pattern
    async ({}, use) => {
      const open = new Map<BrowserName, Promise<Browser>>()
      await use((name) => {
        const started =
          open.get(name) ??
          (name === "chromium" ? chromium.launch(chromiumOptions()) : firefox.launch(firefoxOptions()))
        open.set(name, started)
        return started
      })
      for (const browser of open.values()) await (await browser).close()
    },
    { scope: "worker" },
  ],
  operatorState: [
    async ({ browsers }, use) => {
      const context = await (await browsers("chromium")).newContext({ locale: "en-GB" })
      const page = await context.newPage()
      const link = process.env.EARSHOT_SETUP_LINK
      await page.goto(`${baseUrl()}/sign-in`)
      const known = await withDatabase(given("DATABASE_URL"), (client) =>
        client.query(`SELECT 1 FROM "User" WHERE "role" = 'operator'`),
      )
      if (known.rowCount === 0 && link) await setUpOperator(page, link)
      else {
        await page.getByLabel("E-mail").fill(operator.email)
        await page.getByLabel("Password", { exact: true }).fill(operator.password)
        await page.getByRole("main").getByRole("button", { name: "Sign in" }).click()
        await page.waitForURL("**/rooms")
      }
      await use(await context.storageState())
      await context.close()
    },
    { scope: "worker" },
  ],
  /** People with a browser profile, a microphone and ears of their own. */
  person: async ({ browsers, operatorState, browserName }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (name, { browser, state, ...options } = {}) => {
      const kind = options.in ?? (browserName === "firefox" ? "firefox" : "chromium")
      const context = await (browser ?? (await browsers(kind))).newContext({
        locale: options.locale ?? "en-GB",
        baseURL: options.url ?? baseUrl(),
        ...(options.signedIn ? { storageState: operatorState } : state ? { storageState: state } : {}),
        ...(kind === "chromium" ? { permissions: ["microphone"] } : {}),
      })
      const hz = options.hz ?? tones[contexts.length % tones.length] ?? 440
      contexts.push(context)
      await waitForLife(context)
      await context.addInitScript(installEar, {
        muteElements: false,
        ...options,
        hz: options.hz === null ? null : hz,
      })
      return { name, hz, page: await context.newPage(), context, url: options.url ?? baseUrl() }
    })
    for (const context of contexts) await context.close()
  },
})

export { expect } from "@playwright/test"
