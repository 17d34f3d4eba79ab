import type { Page } from "@playwright/test"
import { withDatabase } from "./fixtures"
import type { Cast, Story } from "./scene-cast"
import { filled } from "./scene-words"
import { ourFault, withoutTable } from "./scenes-start"

const agents = [
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    20,
  ],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36", 530],
] as const

/** Lena's settings: Anna's account is busy in other scenes. Two more browsers are signed in. */
async function settingsOf(cast: Cast): Promise<Page> {
  const { page } = await cast.host("lena")
  const email = emailOf(cast, "lena")
  await withDatabase(process.env.DATABASE_URL ?? "", async (client) => {
    const known = `SELECT "id" FROM "User" WHERE "email" = $1`
    await client.query(
      `DELETE FROM "Session" WHERE "userId" = (${known}) AND ("userAgent" LIKE '%iPhone%' OR "userAgent" LIKE '%Windows%')`,
      [email],
    )
    for (const [agent, hours] of agents)
      await client.query(
        `INSERT INTO "Session" ("id", "userId", "userAgent", "lastSeenAt", "expires")
         VALUES (gen_random_uuid(), (${known}), $2, now() - $3 * interval '1 hour', now() + interval '1 day')`,
        [email, agent, hours],
      )
  })
  await ask(
    `INSERT INTO "Identity" ("id", "userId", "issuer", "subject")
     SELECT gen_random_uuid(), "id", 'https://id.example.org/', "id"::text FROM "User" WHERE "email" = $1
     ON CONFLICT DO NOTHING`,
    [email],
  )
  await page.goto("/settings")
  await page.getByText("Safari").waitFor()
  return page
}

const emailOf = (cast: Cast, who: string) => `${who}${cast.locale === "en" ? "" : ".ru"}@example.org`
export const ask = <Row extends object>(query: string, values: unknown[]) =>
  withDatabase(process.env.DATABASE_URL ?? "", (client) => client.query<Row>(query, values))

/** Somebody else with an account, under the operator's eyes. */
async function accountOf(cast: Cast, who: "boris" | "mei", { disabled = false }): Promise<void> {
  await ask(
    `INSERT INTO "User" ("id", "email", "name", "disabledAt") VALUES (gen_random_uuid(), $1, $2, $3)
     ON CONFLICT ("email") DO UPDATE SET "disabledAt" = $3`,
    [emailOf(cast, who), cast.names[who], disabled ? new Date() : null],
  )
}

/** Anna as operator, with nobody's account in sight but this language's. */
export async function operatorAt(cast: Cast, path: string): Promise<Page> {
  const { page } = await cast.host("anna")
  const change = (role: string) =>
    ask(`UPDATE "User" SET "role" = $2::"UserRole" WHERE "email" = $1`, [emailOf(cast, "anna"), role])
  await change("operator")
  cast.afterwards(() => change("user"))
  for (const gone of ["sofia", "jonas"])
    await ask(`DELETE FROM "OneTimeLink" WHERE "email" = $1`, [emailOf(cast, gone)])
  await page.goto(path)
  return page
}

/** The settings of one's own account. */
export const accountStories: Story[] = [
  [
    { name: "settings", open: settingsOf },
    {
      name: "settings-refused",
      state: true,
      async open(cast, page) {
        const { password } = cast.words.settings
        await page.getByLabel(password.current, { exact: true }).fill("not this one")
        await page.getByLabel(password.new, { exact: true }).fill("a much longer sentence")
        await page.getByRole("button", { name: password.save }).click()
        await page.getByText(cast.words.errors.fields.password_wrong).waitFor()
        return page
      },
    },
    {
      name: "settings-saved",
      state: true,
      async open(cast, page) {
        await page.reload()
        const block = page.getByRole("region", { name: cast.words.settings.you, exact: true })
        await block.getByRole("button", { name: cast.words.settings.save }).click()
        await block.getByText(cast.words.settings.saved).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "people",
      async open(cast) {
        await accountOf(cast, "boris", { disabled: true })
        await accountOf(cast, "mei", {})
        const page = await operatorAt(cast, "/people")
        await page.getByRole("heading", { name: cast.words.people.title }).waitFor()
        return page
      },
    },
    {
      name: "people-refused",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.people.email).fill("sofia@")
        await page.getByRole("button", { name: cast.words.people.add }).click()
        await page.getByText(cast.words.errors.fields.email_invalid).waitFor()
        return page
      },
    },
    {
      name: "people-added",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.people.name, { exact: true }).fill(cast.names.sofia)
        await page.getByLabel(cast.words.people.email).fill(emailOf(cast, "sofia"))
        await page.getByRole("button", { name: cast.words.people.add }).click()
        await page.getByText(cast.words.people.linkOnce).waitFor()
        return page
      },
    },
    {
      name: "people-menu",
      fills: true,
      state: true,
      async open(cast, page) {
        await page.getByRole("button", { name: filled(cast.words.people.options, { name: cast.names.mei }) }).click()
        await page.getByRole("menu").waitFor()
        return page
      },
    },
    {
      name: "people-shut",
      fills: true,
      state: true,
      async open(cast, page) {
        await page.getByRole("menuitem", { name: cast.words.people.tasks.shut.item }).click()
        await page.getByRole("alertdialog").waitFor()
        return page
      },
    },
    {
      name: "people-link",
      fills: true,
      state: true,
      async open(cast, page) {
        const { tasks, linkDay, options } = cast.words.people
        await page.keyboard.press("Escape")
        await page.getByRole("button", { name: filled(options, { name: cast.names.mei }) }).click()
        await page.getByRole("menuitem", { name: tasks.password.item }).click()
        await page.getByRole("button", { name: tasks.password.confirm }).click()
        await page.getByText(linkDay).waitFor()
        return page
      },
    },
    {
      name: "new-password",
      async open(cast, page) {
        const link = await page.getByText(/\/reset\//).textContent()
        const { page: fresh } = await cast.guest("mei")
        await fresh.goto(`/reset/${link?.split("/reset/")[1]}`)
        await fresh.getByRole("heading", { name: cast.words.reset.newHeading }).waitFor()
        return fresh
      },
    },
    {
      name: "new-password-done",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.reset.password, { exact: true }).fill("a short sentence of mine")
        await page.getByRole("button", { name: cast.words.reset.save }).click()
        await page.getByRole("heading", { name: cast.words.reset.doneHeading }).waitFor()
        return page
      },
    },
    {
      name: "people-failed",
      state: true,
      expected: ourFault,
      async open(cast) {
        const page = await operatorAt(cast, "/people")
        await withoutTable("OneTimeLink", async () => {
          await page.reload()
          await page.getByRole("heading", { name: cast.words.people.failedTitle }).waitFor()
        })
        return page
      },
    },
  ],
  [
    {
      name: "welcome",
      async open(cast) {
        const operator = await operatorAt(cast, "/people")
        await operator.getByLabel(cast.words.people.name, { exact: true }).fill(cast.names.jonas)
        await operator.getByLabel(cast.words.people.email).fill(emailOf(cast, "jonas"))
        await operator.getByRole("button", { name: cast.words.people.add }).click()
        const link = await operator.getByText(/\/welcome\//).textContent()
        const { page } = await cast.guest("jonas")
        await page.goto(`/welcome/${link?.split("/welcome/")[1]}`)
        await page.getByLabel(cast.words.welcome.name).waitFor()
        return page
      },
    },
    {
      name: "welcome-refused",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.welcome.password, { exact: true }).fill("short")
        await page.getByRole("button", { name: cast.words.welcome.submit }).click()
        await page.getByText(cast.words.errors.fields.password_short).waitFor()
        return page
      },
    },
    {
      name: "link-dead",
      state: true,
      async open(cast, page) {
        await page.goto("/welcome/this-link-was-used-already-0000000000000000")
        await page.getByRole("heading", { name: cast.words.deadLink.heading }).waitFor()
        return page
      },
    },
  ],
]
