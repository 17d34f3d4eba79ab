import { withDatabase } from "./fixtures"
import type { Cast, Story } from "./scene-cast"

// What the browser and React say of an answer with 500.
export const ourFault = /status of 500|favicon\.ico|React error #441|Server Components render/

async function at(cast: Cast, path: string) {
  const { page } = await cast.guest("lena")
  await page.goto(path)
  return page
}

/** Pages without an account. */
export const startStories: Story[] = [
  [
    { name: "landing", open: (cast) => at(cast, "/") },
    {
      name: "landing-bad-code",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.landing.invite).fill("abcd-efgh")
        await page.getByRole("button", { name: cast.words.landing.go }).click()
        await page.getByText(cast.words.landing.inviteShort).waitFor()
        return page
      },
    },
  ],
  [
    { name: "sign-in", open: (cast) => at(cast, "/sign-in") },
    {
      name: "sign-in-wrong-pair",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.signIn.email).fill("anna@example.com")
        await page.getByLabel(cast.words.signIn.password, { exact: true }).fill("not this one")
        await page.getByRole("main").getByRole("button", { name: cast.words.signIn.submit }).click()
        await page.getByText(cast.words.errors.codes.wrong_pair).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "set-up",
      async open(cast) {
        const page = await at(cast, (await cast.bare()).setupLink)
        await page.getByRole("heading", { name: cast.words.setup.heading }).waitFor()
        return page
      },
    },
    {
      name: "set-up-refused",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.setup.email).fill("anna@")
        await page.getByLabel(cast.words.setup.password, { exact: true }).fill("short")
        await page.getByRole("button", { name: cast.words.setup.submit }).click()
        await page.getByText(cast.words.errors.fields.password_short).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "set-up-used",
      state: true,
      async open(cast) {
        const page = await at(cast, "/setup/this-link-was-used-already-0000000")
        await page.getByRole("heading", { name: cast.words.setup.usedHeading }).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "no-room",
      expected: /status of 404/,
      async open(cast) {
        const page = await at(cast, "/r/zzzz-zzzz-zzzz-zzzz")
        await page.getByRole("heading", { name: cast.words.notFound.heading }).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "fault",
      expected: ourFault,
      async open(cast) {
        const { slug } = await cast.room()
        return withoutTable("Room", async () => {
          const page = await at(cast, `/r/${slug}`)
          await page.getByRole("heading", { name: cast.words.errors.heading }).waitFor()
          return page
        })
      },
    },
  ],
]

/** The database answers, and not with what it should: as it is after a failed upgrade. */
export async function withoutTable<Result>(table: string, run: () => Promise<Result>): Promise<Result> {
  const rename = (from: string, to: string) =>
    withDatabase(process.env.DATABASE_URL ?? "", (client) => client.query(`ALTER TABLE "${from}" RENAME TO "${to}"`))
  await rename(table, `${table}Away`)
  try {
    return await run()
  } finally {
    await rename(`${table}Away`, table)
  }
}
