import { createHash, randomBytes } from "node:crypto"
import { withDatabase } from "./fixtures"
import type { Cast, Story } from "./scene-cast"

async function bareAt(cast: Cast, path: string) {
  const { url } = await cast.bare()
  const { page } = await cast.guest("mei", { url })
  await page.goto(path)
  return page
}

/** A one-time link of Lena's, as it would stand in a mail. */
async function linkOf(cast: Cast, kind: "address" | "signIn"): Promise<string> {
  const token = randomBytes(32).toString("base64url")
  const [lena, wanted] = ["lena", "lena.fischer"].map(
    (name) => `${name}${cast.locale === "en" ? "" : ".ru"}@example.org`,
  )
  await withDatabase(process.env.DATABASE_URL ?? "", (client) =>
    client.query(
      `INSERT INTO "OneTimeLink" ("id", "kind", "tokenHash", "userId", "email", "expiresAt")
       SELECT gen_random_uuid(), $4::"LinkKind", $1, "id", $2, now() + interval '1 hour' FROM "User" WHERE "email" = $3`,
      [createHash("sha256").update(token).digest("base64url"), wanted, lena, kind],
    ),
  )
  return `/${kind === "address" ? "confirm" : "link"}/${token}`
}

/** What is done by mail, where there is mail and where there is none; and the end of an account. */
export const mailStories: Story[] = [
  [
    {
      name: "sign-in-open",
      state: true,
      async open(cast) {
        const page = await bareAt(cast, "/sign-in")
        await page.getByRole("link", { name: cast.words.signIn.signUp }).waitFor()
        return page
      },
    },
    {
      name: "reset",
      async open(cast, page) {
        await page.goto("/reset")
        await page.getByRole("button", { name: cast.words.mailed.submit }).waitFor()
        return page
      },
    },
    {
      name: "reset-sent",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.mailed.email).fill("anna@example.org")
        await page.getByRole("button", { name: cast.words.mailed.submit }).click()
        await page.getByRole("heading", { name: cast.words.mailed.heading }).waitFor()
        return page
      },
    },
    {
      name: "link",
      async open(cast, page) {
        await page.goto("/link")
        await page.getByRole("button", { name: cast.words.mailed.submit }).waitFor()
        return page
      },
    },
    {
      name: "sign-up",
      async open(cast, page) {
        await page.goto("/sign-up")
        await page.getByRole("button", { name: cast.words.signUp.submit }).waitFor()
        return page
      },
    },
    {
      name: "sign-up-refused",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.signUp.email).fill("mei@")
        await page.getByRole("button", { name: cast.words.signUp.submit }).click()
        await page.getByText(cast.words.errors.fields.email_invalid).waitFor()
        return page
      },
    },
    {
      name: "sign-up-mailed",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.signUp.name).fill(cast.names.mei)
        await page.getByLabel(cast.words.signUp.email).fill("mei@example.org")
        await page.getByRole("button", { name: cast.words.signUp.submit }).click()
        await page.getByRole("heading", { name: cast.words.mailed.heading }).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "sign-up-closed",
      state: true,
      async open(cast) {
        const { page } = await cast.guest("mei")
        await page.goto("/sign-up")
        await page.getByRole("heading", { name: cast.words.signUp.closedHeading }).waitFor()
        return page
      },
    },
    {
      name: "reset-no-mail",
      state: true,
      async open(cast, page) {
        await page.goto("/reset")
        await page.getByText(cast.words.reset.noMail).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "link-use",
      async open(cast) {
        await cast.host("lena")
        const { page } = await cast.guest("lena")
        await page.goto(await linkOf(cast, "signIn"))
        await page.getByRole("button", { name: cast.words.link.use }).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "confirm",
      async open(cast) {
        const { page } = await cast.host("lena")
        await page.goto(await linkOf(cast, "address"))
        await page.getByRole("button", { name: cast.words.confirm.submit }).waitFor()
        return page
      },
    },
    {
      name: "confirm-dead",
      state: true,
      async open(cast, page) {
        await page.goto("/confirm/this-link-was-used-already-0000000000000000")
        await page.getByRole("heading", { name: cast.words.deadLink.heading }).waitFor()
        return page
      },
    },
    {
      name: "erase",
      async open(cast) {
        await cast.rooms([{ name: cast.names.room }])
        const { page } = await cast.host("anna")
        await page.goto("/settings/erase")
        await page.getByRole("button", { name: cast.words.erase.submit }).waitFor()
        return page
      },
    },
    {
      name: "erase-refused",
      state: true,
      async open(cast, page) {
        await page.getByRole("radio", { name: cast.words.erase.pass }).check()
        await page.getByLabel(cast.words.erase.password, { exact: true }).fill("not this one")
        await page.getByRole("button", { name: cast.words.erase.submit }).click()
        await page.getByText(cast.words.errors.fields.required).waitFor()
        return page
      },
    },
    {
      name: "goodbye",
      state: true,
      async open(cast, page) {
        await page.goto("/goodbye")
        await page.getByRole("heading", { name: cast.words.erase.goneHeading }).waitFor()
        return page
      },
    },
  ],
]
