import { randomUUID } from "node:crypto"
import { hash } from "@node-rs/argon2"
import type { Page } from "@playwright/test"
import { giveUp, usualTroubles } from "./failed-jobs"
import { withDatabase } from "./fixtures"
import type { Cast, Story } from "./scene-cast"
import { filled } from "./scene-words"
import { ask, operatorAt } from "./scenes-account"
import { ourFault, withoutTable } from "./scenes-start"

type Stay = { who: "anna" | "boris" | "mei" | null; guest?: true; minutes: [number, number | null][] }

/** A call in Anna's room, with who was there from which to which minute. */
async function makeCall(slug: string, cast: Cast, startedAt: Date, minutes: number | null, stays: Stay[]) {
  const at = (minute: number | null) => (minute === null ? null : new Date(startedAt.getTime() + minute * 60_000))
  const callId = randomUUID()
  await ask(
    `INSERT INTO "Call" ("id", "roomId", "startedAt", "endedAt")
     SELECT $1, "id", $3, $4 FROM "Room" WHERE "slug" = $2`,
    [callId, slug, startedAt, at(minutes)],
  )
  for (const { who, guest, minutes } of stays) {
    const id = randomUUID()
    await ask(
      `INSERT INTO "Participant" ("id", "callId", "actorKey", "name", "role", "joinedAt") VALUES ($1, $2, $3, $4, $5::"Role", $6)`,
      [
        id,
        callId,
        `${guest ? "g" : who ? "u" : "x"}:${id}`,
        who ? cast.names[who] : "",
        who === "anna" ? "host" : "speaker",
        at(minutes[0]?.[0] ?? 0),
      ],
    )
    for (const [from, to] of minutes)
      await ask(
        `INSERT INTO "Attendance" ("id", "participantId", "sid", "joinedAt", "leftAt") VALUES ($1, $2, $3, $4, $5)`,
        [randomUUID(), id, randomUUID(), at(from), at(to)],
      )
  }
}

async function callsOf(cast: Cast, count: number): Promise<Page> {
  const [room] = await cast.rooms([{ name: cast.names.room }])
  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  if (count > 0) {
    await makeCall(room?.slug ?? "", cast, ago(0.4), null, [
      { who: "anna", minutes: [[0, null]] },
      { who: "mei", minutes: [[3, null]] },
    ])
    for (let week = 1; week < count; week += 1)
      await makeCall(room?.slug ?? "", cast, ago(week * 168), 41, [
        { who: "anna", minutes: [[0, 41]] },
        {
          who: "boris",
          guest: true,
          minutes: [
            [3, 14],
            [16, 41],
          ],
        },
        { who: null, minutes: [[5, 30]] },
      ])
  }
  const { page } = await cast.host("anna")
  await page.goto("/rooms")
  await page.getByRole("button", { name: filled(cast.words.rooms.options, { name: cast.names.room }) }).click()
  await page.getByRole("menuitem", { name: cast.words.rooms.calls }).click()
  await page.waitForURL("**/calls")
  await page.getByRole("heading", { level: 1, name: cast.names.room }).waitFor()
  return page
}

/** At the bare stack: an account with this address is there already, and its owner comes by way of the issuer. */
async function comesByIssuer(cast: Cast): Promise<Page> {
  const { url, databaseUrl, issuer } = await cast.bare()
  const email = `mei.by.issuer.${cast.locale}@example.org`
  const passwordHash = await hash("a short sentence of mine")
  await withDatabase(databaseUrl, (client) =>
    client.query(
      `INSERT INTO "User" ("id", "email", "name", "passwordHash") VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [randomUUID(), email, cast.names.mei, passwordHash],
    ),
  )
  issuer.show(issuer.knows({ sub: `mei-${cast.locale}`, email, email_verified: true, name: cast.names.mei }).sub)
  const { page } = await cast.guest("mei", { url })
  await page.goto("/sign-in")
  await page.getByRole("link", { name: filled(cast.words.signIn.with, { issuer: "Workplace" }) }).click()
  await page.getByRole("heading", { name: cast.words.consent.title }).waitFor()
  return page
}

/** What an operator and a room's owner look up, and the way in by another site. */
export const operatorStories: Story[] = [
  [
    {
      name: "calls",
      open: (cast) => callsOf(cast, 4),
    },
    {
      name: "calls-pages",
      state: true,
      async open(cast) {
        const page = await callsOf(cast, 23)
        await page.getByRole("link", { name: cast.words.calls.older }).click()
        await page.getByRole("link", { name: cast.words.calls.newer }).waitFor()
        return page
      },
    },
    {
      name: "calls-failed",
      state: true,
      expected: ourFault,
      async open(cast, page) {
        await withoutTable("Attendance", async () => {
          await page.reload()
          await page.getByRole("heading", { name: cast.words.calls.failedTitle }).waitFor()
        })
        return page
      },
    },
    {
      name: "calls-empty",
      state: true,
      async open(cast) {
        const page = await callsOf(cast, 0)
        await page.getByRole("heading", { name: cast.words.calls.emptyTitle }).waitFor()
        return page
      },
    },
  ],
  [
    {
      name: "status",
      async open(cast) {
        await giveUp(usualTroubles)
        cast.afterwards(() => giveUp([]))
        const page = await operatorAt(cast, "/status")
        await page.getByText(cast.words.status.kinds.added).waitFor()
        return page
      },
    },
    {
      name: "status-words",
      state: true,
      async open(cast, page) {
        await page.getByText(cast.words.status.words).first().click()
        return page
      },
    },
    {
      name: "status-drop",
      fills: true,
      state: true,
      async open(_, page) {
        await page.locator(".job").first().getByRole("button").last().click()
        await page.getByRole("alertdialog").waitFor()
        return page
      },
    },
    {
      name: "status-good",
      state: true,
      async open(cast) {
        await giveUp([])
        const page = await operatorAt(cast, "/status")
        await page.getByRole("heading", { name: cast.words.status.emptyTitle }).waitFor()
        return page
      },
    },
  ],
  [
    { name: "consent", open: comesByIssuer },
    {
      name: "consent-refused",
      state: true,
      async open(cast, page) {
        await page.getByLabel(cast.words.consent.password, { exact: true }).fill("not this one")
        await page.getByRole("button", { name: cast.words.consent.submit }).click()
        await page.getByText(cast.words.errors.fields.password_wrong).waitFor()
        return page
      },
    },
    {
      name: "sign-in-problem",
      state: true,
      async open(_, page) {
        await page.goto("/sign-in?problem=closed")
        await page.getByRole("main").getByRole("alert").waitFor()
        return page
      },
    },
  ],
]
