import type { Page } from "@playwright/test"
import { withDatabase } from "./fixtures"
import type { Cast, Story } from "./scene-cast"

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
  const email = `lena${cast.locale === "en" ? "" : ".ru"}@example.org`
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
  await page.goto("/settings")
  await page.getByText("Safari").waitFor()
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
]
