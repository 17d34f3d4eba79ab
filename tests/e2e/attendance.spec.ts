import { setTimeout as wait } from "node:timers/promises"
import pg from "pg"
import { dice } from "../fixtures/dice"
import { limitMs, readRows, staysTold, type Truth, tonesOf, type Written, wrongIn } from "./attendance-truth"
import { startFaultyWebhooks } from "./faulty-webhooks"
import { control, expect, makeRoom, type Person, test } from "./fixtures"
import { figure, joins, leaveButton } from "./steps"

const full = process.env.EARSHOT_FULL === "1"
/** Faults of webhooks that the app acts on. Without the full run it is one call of each pair of hands. */
const wanted = full ? 200 : 1
const steps = full ? 12 : 7
/** A comer's stay and absence last so long at least. */
const restMs = 5000
const meant = ["participant_joined", "participant_left", "room_finished"]

type Comer = { person: Person; here: boolean; since: number }
type Hand = { ear: Person; comers: Comer[]; random: () => number }
type Stack = { id: string; url: string; appUrl: string; databaseUrl: string }
type Webhooks = Awaited<ReturnType<typeof startFaultyWebhooks>>
type EndState = { name: string; settledMs: number; problems: string[] }

const doings: Record<string, (comer: Comer) => Promise<unknown>> = {
  async leaves({ person }) {
    await leaveButton(person).click()
  },
  async reloads({ person }) {
    await person.page.reload()
    // For the tone alone, see holding.spec.ts.
    await person.page.keyboard.press("Shift")
    await expect(leaveButton(person)).toBeVisible({ timeout: 20_000 })
  },
  async "is cut"({ person }) {
    await person.page.evaluate(() => window.ear.connections.at(-1)?.close())
  },
  /** As a browser that crashes: it says no good-bye, and livekit-server waits for it. */
  async vanishes({ person }) {
    await person.page.close()
    person.page = await person.context.newPage()
  },
}

test("who was there and when agrees with what was heard, whatever befalls the webhooks @mixed", async ({ person }) => {
  test.setTimeout(full ? 3_600_000 : 300_000)
  const seed = Number(process.env.EARSHOT_SEED ?? Date.now() % 1_000_000)
  console.log(`EARSHOT_SEED=${seed}`)
  const webhooks = await startFaultyWebhooks(dice(seed))
  const stack = await control<Stack>("stack", { webhookUrl: webhooks.url })
  webhooks.passOnTo(stack.appUrl)
  const pool = new pg.Pool({ connectionString: stack.databaseUrl })
  const acted = () => webhooks.told.filter(({ event, fault }) => meant.includes(event) && fault !== "none")
  const states: Promise<EndState>[] = []
  try {
    const hands = (["firefox", "chromium"] as const).map(async (browser, number) => {
      const url = stack.url
      const comer = async (name: string, hz: number) => {
        const one = await person(name, { in: "chromium", hz, url })
        return { person: one, here: false, since: 0 }
      }
      const hand: Hand = {
        ear: await person("Lena", { in: browser, hz: 440, url }),
        comers: [await comer("Anna", 660), await comer("Boris", 880), await comer("Vera", 1100)],
        random: dice(seed + number + 1),
      }
      do states.push(...(await play(hand, stack, webhooks, pool)))
      while (acted().length < wanted)
    })
    await Promise.all(hands)
    await Promise.all(states)
  } finally {
    await pool.end()
    await control("stop", { id: stack.id })
    await webhooks.stop()
  }
  const ends = await Promise.all(states)
  const wrong = ends.filter(({ problems }) => problems.length > 0)
  figure("attendance", "faults", countBy(acted().map(({ event, fault }) => `${event} ${fault}`)))
  figure("attendance", "stays", staysTold(webhooks.told).length)
  for (const name of new Set(ends.map((end) => end.name))) {
    const of = ends.filter((end) => end.name === name)
    figure("attendance", name, {
      looked: of.length,
      wrong: wrong.filter((end) => end.name === name).length,
      ms: of.map(({ settledMs }) => settledMs),
    })
  }
  expect(webhooks.refused).toEqual([])
  expect(wrong).toEqual([])
})

/** One call: three come, go, reload, are cut, vanish; then everyone leaves. What is left to wait for comes last. */
async function play(hand: Hand, stack: Stack, webhooks: Webhooks, pool: pg.Pool): Promise<Promise<EndState>[]> {
  const { ear, comers, random } = hand
  const room = await makeRoom("Attendance", stack.databaseUrl)
  await joins(ear, room)
  const listenTo = (tones: number[]) => {
    for (const hz of tones) window.ear.watch(hz)
  }
  await ear.page.evaluate(
    listenTo,
    comers.map((comer) => comer.person.hz),
  )
  const { rows: calls } = await pool.query(
    `SELECT c."id" FROM "Call" c JOIN "Room" r ON r."id" = c."roomId" WHERE r."slug" = $1`,
    [room.slug],
  )
  const callId: string = calls[0]?.id
  const left: Truth["left"] = []
  for (let step = 0; step < steps; step += 1) {
    const rested = () => comers.filter(({ since }) => Date.now() - since > restMs)
    await expect.poll(() => rested().length, { timeout: restMs * 2, intervals: [50] }).toBeGreaterThan(0)
    const comer = rested()[Math.floor(random() * rested().length)]
    if (!comer) continue
    // Who vanishes late is waited for long.
    const choice = ["leaves", "leaves", "reloads", "is cut", ...(step < steps / 2 ? ["vanishes"] : [])]
    const doing = comer.here ? (choice[Math.floor(random() * choice.length)] ?? "leaves") : "joins"
    if (doing === "leaves") left.push({ name: comer.person.name, at: Date.now() })
    await (doings[doing]?.(comer) ?? joins(comer.person, room))
    comer.here = doing !== "leaves" && doing !== "vanishes"
    comer.since = Date.now()
  }

  const told = () => webhooks.told.filter((one) => one.callId === callId)
  const there = () => staysTold(told()).filter(({ leftAt }) => leftAt === null)
  let gaps: Awaited<ReturnType<typeof listen>> = []
  const listen = () => ear.page.evaluate(() => window.ear.gaps)
  const truth = async (goesOn: boolean): Promise<Truth> => {
    if (goesOn) gaps = await listen()
    const now = goesOn ? Date.now() : (gaps.at(-1)?.at ?? 0)
    const heard = comers.map((comer) => comer.person).filter(({ hz }) => gaps.findLast((gap) => gap.hz === hz)?.heard)
    const tones = comers.map(({ person: { name, hz } }) => [name, tonesOf(gaps, hz, now)] as const)
    return { tones: new Map(tones), heard: new Set(heard.map(({ name }) => name)), left, told: told() }
  }
  /** livekit-server knows what the ear knows; from its last word on the rows have `limitMs`. */
  const known = async (people: number) => {
    const agree = async () => {
      const { heard } = await truth(people > 0)
      return there().length === people && (people === 0 || heard.size === people - 1)
    }
    await expect.poll(agree, { timeout: 60_000, intervals: [100] }).toBe(true)
    return told().at(-1)?.at ?? 0
  }
  const endState = async (name: string, since: number, problems: () => Promise<string[]>): Promise<EndState> => {
    while ((await problems()).length > 0 && Date.now() - since < limitMs) await wait(50)
    const settledMs = Date.now() - since
    const early = await problems()
    // And it stays right, also when the late ones have come.
    await webhooks.settled()
    await wait(limitMs - 500)
    return { name, settledMs, problems: early.length > 0 ? early : await problems() }
  }
  const written = () => readRows(pool, callId)
  const during = async (goesOn: boolean) => {
    const rows = await written()
    return [...wrongIn(rows, await truth(goesOn)), ...(rows.endedAt === null ? [] : ["the call has ended"])]
  }

  const here = comers.filter((comer) => comer.here).length
  const states = [await endState("people in the call", await known(here + 1), () => during(true))]
  for (const comer of comers.filter((one) => one.here)) {
    left.push({ name: comer.person.name, at: Date.now() })
    await doings.leaves?.(comer)
    comer.here = false
  }
  await known(1)
  await leaveButton(ear).click()
  states.push(await endState("everybody has left", await known(0), () => during(false)))
  const over = async () => {
    const finished = () => told().find(({ event }) => event === "room_finished")
    await expect.poll(finished, { timeout: 90_000, intervals: [100] }).toBeTruthy()
    const at = finished()?.at ?? 0
    return endState("the call is over", at, async () => wrongAtTheEnd(await written(), at))
  }
  return [...states.map((state) => Promise.resolve(state)), over()]
}

function wrongAtTheEnd({ rows, endedAt }: Written, finishedAt: number): string[] {
  const last = Math.max(...rows.map(({ leftAt }) => leftAt ?? Number.POSITIVE_INFINITY))
  if (endedAt === null) return ["the call goes on"]
  const isRight = endedAt >= last && endedAt <= finishedAt + limitMs
  return isRight ? [] : [`the call ended at ${endedAt}, the last one left at ${last}`]
}

function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
