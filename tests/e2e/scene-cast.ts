import { randomBytes, randomUUID } from "node:crypto"
import type { BrowserContext, Page } from "@playwright/test"
import { type Bare, startBareStack } from "./bare-stack"
import { baseUrl, operator, type Person, type PersonOptions, test, withDatabase } from "./fixtures"
import { forbidMicrophone, nameDevices } from "./scene-browser"
import { type Locale, names, words } from "./scene-words"

export type Room = { slug: string; name: string }
type Who = Exclude<keyof (typeof names)["en"], "room" | "rooms">
type State = Awaited<ReturnType<BrowserContext["storageState"]>>

type Answer = "unmeasured" | "busy" | Refusal | "insecure" | "unsupported"
/** "asks" never gets an answer; "system": allowed, and refused by the system; "forbidden": by a header of the server. */
type Refusal = "asks" | "denies" | "dismisses" | "system" | "forbidden"
const refusals: (Answer | undefined)[] = ["asks", "denies", "dismisses", "system", "forbidden"] satisfies Refusal[]

export type GuestOptions = PersonOptions & {
  /** What this browser answers when the page asks for the microphone; without it, it gives one. */
  microphone?: Answer
  /** What this browser calls itself. */
  userAgent?: string
}

/** Everyone and everything a scene is made of, speaking one language. */
export type Cast = {
  locale: Locale
  words: (typeof words)["en"]
  names: (typeof names)["en"]
  guest(who: Who, options?: GuestOptions): Promise<Person>
  /** Signed in, with an account that is this scene's own; `anna` owns the rooms. */
  host(who: "anna" | "lena", options?: GuestOptions): Promise<Person>
  /** A room of Anna's. */
  room(name?: string): Promise<Room>
  /** Anna has these rooms and no others. */
  rooms(rooms: readonly { name: string; lastUsedHours?: number }[]): Promise<Room[]>
  /** Another stack: nobody was ever there, and its relay is off. */
  bare(): Promise<Bare>
  bareRoom(): Promise<Room>
  /** Undone when the scene is over, whatever happened. */
  afterwards(undo: () => Promise<unknown>): void
  /** Errors in the consoles of everyone's pages. */
  faults: string[]
}

export type Scene = {
  name: string
  /** Reaches the scene from nothing, or from the one before it in its story; gives the page it is seen on. */
  open(cast: Cast, before: Page): Promise<Page>
  /** Errors in the console that belong to it: what the browser says of a refused or missing answer. */
  expected?: RegExp
  /** It is seen in a window and no further: a call, or something above a page. */
  fills?: true
  /** A state of a screen: its pictures are light and phone only. */
  state?: true
}

/** Scenes that follow one another on one page: reaching a call takes longer than opening a menu in it. */
export type Story = readonly [Scene, ...Scene[]]

const letters = "0123456789abcdefghjkmnpqrstvwxyz"
const newSlug = () => [...randomBytes(16)].map((byte) => letters[byte & 31]).join("")
const database = () => process.env.DATABASE_URL ?? ""
const emailOf = (who: "anna" | "lena", locale: Locale) => `${who}${locale === "en" ? "" : ".ru"}@example.org`

type Fixtures = { casting: (locale: Locale) => Cast }
type WorkerFixtures = {
  accountState: (who: "anna" | "lena", locale: Locale) => Promise<State>
  bareStack: () => Promise<Bare>
}

export const sceneTest = test.extend<Fixtures, WorkerFixtures>({
  accountState: [
    async ({ browsers, operatorState }, use) => {
      const known = new Map<string, Promise<State>>()
      const signIn = async (who: "anna" | "lena", locale: Locale) => {
        const email = emailOf(who, locale)
        // Signed in with the operator's password, which this installation knows for certain.
        await withDatabase(database(), (client) =>
          client.query(
            `INSERT INTO "User" ("id", "email", "name", "passwordHash", "role")
             SELECT $1, $2, $3, "passwordHash", 'user' FROM "User" WHERE "role" = 'operator' LIMIT 1 ON CONFLICT DO NOTHING`,
            [randomUUID(), email, names[locale][who]],
          ),
        )
        const context = await (await browsers("chromium")).newContext({ locale: "en-GB", baseURL: baseUrl() })
        const page = await context.newPage()
        await page.goto("/sign-in")
        await page.getByLabel("E-mail").fill(email)
        await page.getByLabel("Password", { exact: true }).fill(operator.password)
        await page.getByRole("main").getByRole("button", { name: "Sign in" }).click()
        await page.waitForURL("**/rooms")
        const state = await context.storageState()
        await context.close()
        return state
      }
      if (operatorState.cookies.length === 0) throw new Error("nobody could sign in")
      await use((who, locale) => {
        const state = known.get(who + locale) ?? signIn(who, locale)
        known.set(who + locale, state)
        return state
      })
    },
    { scope: "worker" },
  ],
  bareStack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed out of this pattern
    async ({}, use) => {
      let stack: ReturnType<typeof startBareStack> | undefined
      await use(() => {
        stack ??= startBareStack()
        return stack
      })
      await (await stack)?.stop()
    },
    { scope: "worker" },
  ],
  casting: async ({ person, accountState, bareStack }, use) => {
    const undoings: (() => Promise<unknown>)[] = []
    await use((locale) => {
      const faults: string[] = []
      const guest: Cast["guest"] = async (who, { microphone, ...options } = {}) => {
        const own = refusals.includes(microphone) ? null : options.hz
        const settings = { ...options, ...(own === undefined ? {} : { hz: own }) }
        const made = await person(names[locale][who], { locale: locale === "ru" ? "ru-RU" : "en-GB", ...settings })
        const { context } = made
        if (microphone === "forbidden") {
          await context.route("**/r/*", forbidMicrophone)
          // A page that a test has answered comes from nowhere, and may not speak to this computer unasked.
          await context.grantPermissions(["local-network-access"])
        }
        context.on("console", (message) => {
          if (message.type() === "error") faults.push(`${message.text()} (${message.location().url})`)
        })
        context.on("weberror", (error) => faults.push(String(error.error())))
        await context.addInitScript(nameDevices, {
          names:
            locale === "ru" ? ["Гарнитура (Jabra)", "Встроенный микрофон"] : ["Headset (Jabra)", "Built-in microphone"],
          speaker: locale === "ru" ? "Встроенные динамики" : "Built-in speakers",
          microphone: options.noMicrophone ? "missing" : (microphone ?? "gives"),
          userAgent: options.userAgent ?? null,
        })
        return made
      }
      return {
        locale,
        words: words[locale],
        names: names[locale],
        guest,
        faults,
        async host(who, options) {
          const made = await guest(who, options)
          await made.context.addCookies((await accountState(who, locale)).cookies)
          return made
        },
        async room(name = names[locale].room) {
          await accountState("anna", locale)
          const slug = newSlug()
          await insertRoom(database(), { slug, name }, emailOf("anna", locale))
          return { slug, name }
        },
        async rooms(rooms) {
          await accountState("anna", locale)
          const made = rooms.map(({ name }) => ({ slug: newSlug(), name }))
          await withDatabase(database(), (client) =>
            client.query(`DELETE FROM "Room" WHERE "ownerId" = (SELECT "id" FROM "User" WHERE "email" = $1)`, [
              emailOf("anna", locale),
            ]),
          )
          for (const [index, room] of made.entries())
            await insertRoom(database(), room, emailOf("anna", locale), rooms[index]?.lastUsedHours)
          return made
        },
        bare: bareStack,
        async bareRoom() {
          const { databaseUrl } = await bareStack()
          const room = { slug: newSlug(), name: names[locale].room }
          const email = emailOf("anna", locale)
          await withDatabase(databaseUrl, (client) =>
            client.query(`INSERT INTO "User" ("id", "email", "name") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
              randomUUID(),
              email,
              names[locale].anna,
            ]),
          )
          await insertRoom(databaseUrl, room, email)
          return room
        },
        afterwards: (undo) => undoings.push(undo),
      }
    })
    for (const undo of undoings.reverse()) await undo()
  },
})

function insertRoom(url: string, room: Room, email: string, lastUsedHours?: number): Promise<unknown> {
  const id = randomUUID()
  return withDatabase(url, async (client) => {
    await client.query(
      `INSERT INTO "Room" ("id", "slug", "name", "ownerId", "createdAt")
       SELECT $1, $2, $3, "id", now() - interval '60 days' FROM "User" WHERE "email" = $4`,
      [id, room.slug, room.name, email],
    )
    if (lastUsedHours === undefined) return
    await client.query(
      `INSERT INTO "Call" ("id", "roomId", "startedAt", "endedAt")
       VALUES ($1, $2, now() - $3 * interval '1 hour', now() - $3 * interval '1 hour' + interval '40 minutes')`,
      [randomUUID(), id, lastUsedHours],
    )
  })
}
