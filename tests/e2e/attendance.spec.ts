import pg from "pg"
import { dice } from "../fixtures/dice"
import { type EndState, playCall } from "./attendance-call"
import { staysTold } from "./attendance-truth"
import { full } from "./faults"
import { startFaultyWebhooks } from "./faulty-webhooks"
import { control, expect, test } from "./fixtures"
import { figure } from "./steps"

/** Faults of webhooks that the app acts on. Without the full run it is one call beside each browser. */
const wanted = full ? 200 : 1
const steps = full ? 12 : 4
const actedOn = ["participant_joined", "participant_left", "room_finished"]

test("who was there and when agrees with what was heard, whatever befalls the webhooks @mixed", async ({ person }) => {
  test.setTimeout(full ? 3_600_000 : 300_000)
  const seed = Number(process.env.EARSHOT_SEED ?? Date.now() % 1_000_000)
  console.log(`EARSHOT_SEED=${seed}`)
  const webhooks = await startFaultyWebhooks(dice(seed))
  const { id, url, appUrl, databaseUrl } = await control<Record<"id" | "url" | "appUrl" | "databaseUrl", string>>(
    "stack",
    { webhookUrl: webhooks.url },
  )
  webhooks.passOnTo(appUrl)
  const pool = new pg.Pool({ connectionString: databaseUrl })
  const befallen = () => webhooks.told.filter(({ event, fault }) => actedOn.includes(event) && fault !== "none")
  const comer = async (name: string, hz: number) => {
    const one = await person(name, { in: "chromium", hz, url })
    return { person: one, here: false, since: 0 }
  }
  const states: Promise<EndState>[] = []
  try {
    const hands = (["firefox", "chromium"] as const).map(async (browser, number) => {
      const hand = {
        ear: await person("Lena", { in: browser, hz: 440, url }),
        comers: [await comer("Anna", 660), await comer("Boris", 880), await comer("Vera", 1100)],
        random: dice(seed + number + 1),
      }
      do states.push(...(await playCall(hand, { webhooks, pool, databaseUrl }, steps, full)))
      while (befallen().length < wanted)
    })
    await Promise.all(hands)
    await Promise.all(states)
  } finally {
    await pool.end()
    await webhooks.stop()
    await control("stop", { id })
  }
  const ends = await Promise.all(states)
  figure("attendance", "faults", countBy(befallen().map(({ event, fault }) => `${event} ${fault}`)))
  figure("attendance", "stays", staysTold(webhooks.told).length)
  for (const name of new Set(ends.map((end) => end.name))) {
    const alike = ends.filter((end) => end.name === name)
    const wrong = alike.filter(({ problems }) => problems.length > 0)
    figure("attendance", name, {
      looked: alike.length,
      wrong: wrong.length,
      ms: alike.map(({ settledMs }) => settledMs),
    })
  }
  expect(webhooks.refused).toEqual([])
  expect(ends.filter(({ problems }) => problems.length > 0)).toEqual([])
})

function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
