import { mkdtempSync, rmSync } from "node:fs"
import { join } from "node:path"
import { type BrowserContext, test as base, chromium, firefox } from "@playwright/test"
import { chromiumOptions, firefoxOptions } from "../browsers"
import { installEar } from "../e2e/ears"
import { type BrowserName, operator, type Person, setUpOperator } from "../e2e/fixtures"
import { installFirstSound } from "./first-sound"
import { clients, openNetwork, server } from "./network.mjs"
import { makeBrowserFolders } from "./trust.mjs"

export type Client = keyof typeof clients
export type Room = { slug: string; name: string }
export type LabPerson = Person & { browser: BrowserName; client: Client }

export type Arrival = {
  /** The host of the lab that the browser runs on. */
  at: Client
  in: BrowserName
  hz?: number
  /** false: a browser that has not heard of the lab's certificate authority. */
  trusting?: boolean
  /** More of Chromium's options. */
  args?: string[]
}

export function given(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: run these tests by npm run test:lab`)
  return value
}

export const site = `https://${server.name}`
export const network = openNetwork({ prefix: given("LAB_PREFIX") })
export const everyClient = Object.keys(clients) as Client[]
/** How the server runs; what has to be configured wrongly is only done to processes. */
export const inContainers = process.env.EARSHOT_LAB_SERVER === "containers"

/** Asks the lab's runner to do something to the server, see control.mjs. */
export async function control(verb: string, body: object = {}): Promise<void> {
  const response = await fetch(`${given("EARSHOT_CONTROL")}/${verb}`, { method: "POST", body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${verb}: ${response.status} ${await response.text()}`)
}

const tones: Record<Client, number> = { a: 440, b: 660, c: 880 }

/** A browser with a profile of its own on one of the lab's hosts. */
async function openBrowser({ at, in: kind, trusting = true, args = [] }: Arrival) {
  const dir = mkdtempSync(join(given("EARSHOT_RESULTS"), "browser-"))
  const { home, profile } = makeBrowserFolders({ dir, root: trusting ? given("EARSHOT_LAB_ROOT") : null })
  const place = { LAB_SPACE: network.space(at), HOME: home }
  const common = { baseURL: site, locale: "en-GB", timeout: 60_000 }
  const file = (name: string) => join(import.meta.dirname, name)
  const env = (program: string) => ({ ...(process.env as Record<string, string>), ...place, LAB_PROGRAM: program })
  const open = async () => {
    if (kind === "chromium") {
      const options = chromiumOptions()
      return chromium.launchPersistentContext(join(dir, "chromium"), {
        ...common,
        args: [...options.args, ...args],
        executablePath: file("in-namespace.sh"),
        env: env(options.executablePath ?? chromium.executablePath()),
        permissions: ["microphone"],
      })
    }
    const { executablePath, firefoxUserPrefs, ...options } = firefoxOptions()
    return firefox.launchPersistentContext(profile, {
      ...common,
      ...options,
      // What people have: the lab's addresses are no loopback.
      firefoxUserPrefs: { ...firefoxUserPrefs, "media.peerconnection.ice.loopback": false },
      executablePath: file(executablePath ? "firefox-in-namespace.mjs" : "in-namespace.sh"),
      env: env(executablePath ?? firefox.executablePath()),
    })
  }
  const context = await open()
  const close = async () => {
    await context.close()
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  return { context, close }
}

async function asOperator(context: BrowserContext): Promise<Room> {
  const page = context.pages()[0] ?? (await context.newPage())
  const link = process.env.EARSHOT_SETUP_LINK
  // After a failed test the next ones run in another process, and the link has been used.
  if (link) await page.goto(link)
  if (link && (await page.getByLabel("Your name").isVisible())) await setUpOperator(page, link)
  else {
    await page.goto("/sign-in")
    await page.getByLabel("E-mail").fill(operator.email)
    await page.getByLabel("Password", { exact: true }).fill(operator.password)
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click()
    await page.waitForURL("**/rooms")
  }
  await page.getByRole("button", { name: "Start now" }).click()
  await page.waitForURL("**/r/*")
  const name = await page.getByRole("heading", { level: 1 }).textContent()
  return { slug: new URL(page.url()).pathname.replace("/r/", ""), name: name ?? "" }
}

export type Cast = (name: string, arrival: Arrival) => Promise<LabPerson>
type Fixtures = { person: Cast }
type WorkerFixtures = { room: Room }

export const test = base.extend<Fixtures, WorkerFixtures>({
  /** One room of the operator's for all tests: each leaves it empty. */
  room: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed out of this pattern
    async ({}, use) => {
      for (const client of everyClient) network.mode(client, "open")
      const { context, close } = await openBrowser({ at: "a", in: "chromium" })
      const room = await asOperator(context).finally(close)
      await use(room)
    },
    { scope: "worker", timeout: 120_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  person: async ({}, use) => {
    const closes: (() => Promise<void>)[] = []
    await use(async (name, arrival) => {
      const { context, close } = await openBrowser(arrival)
      closes.push(close)
      const hz = arrival.hz ?? tones[arrival.at]
      await context.addInitScript(installEar, { hz })
      await context.addInitScript(installFirstSound)
      const page = context.pages()[0] ?? (await context.newPage())
      return { name, hz, page, context, url: site, browser: arrival.in, client: arrival.at }
    })
    await Promise.all(closes.map((close) => close()))
    for (const client of everyClient) network.mode(client, "open")
  },
})

export { expect } from "@playwright/test"
