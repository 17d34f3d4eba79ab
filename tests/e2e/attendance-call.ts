import { setTimeout as wait } from "node:timers/promises"
import type pg from "pg"
import { limitMs, readRows, staysTold, type Truth, tonesOf, type Written, wrongIn } from "./attendance-truth"
import type { startFaultyWebhooks } from "./faulty-webhooks"
import { expect, makeRoom, type Person } from "./fixtures"
import { joins, leaveButton } from "./steps"

/** A comer's stay and absence last so long at least. */
const restMs = 5000

export type Comer = { person: Person; here: boolean; since: number }
/** `ear` stays in the call throughout and hears the comers. */
export type Hand = { ear: Person; comers: Comer[]; random: () => number }
export type EndState = { name: string; settledMs: number; problems: string[] }
type Ground = { webhooks: Awaited<ReturnType<typeof startFaultyWebhooks>>; pool: pg.Pool; databaseUrl: string }

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

/**
 * One call: the comers come and go, then everyone leaves. Each hand has one call at a time.
 * @param steps how often somebody does something
 * @param toTheEnd looks at it also a minute later, when livekit-server has closed its room
 * @returns the states it was looked at in
 */
export async function playCall(hand: Hand, ground: Ground, steps: number, toTheEnd: boolean) {
  const { ear, comers } = hand
  const room = await makeRoom("Attendance", ground.databaseUrl)
  await joins(ear, room)
  await watchTones(hand)
  const left: Truth["left"] = []
  await comeAndGo(hand, room, steps, left)
  const look = await lookAt(room, hand, ground, left)
  const states = [await look.whileTheyTalk("people in the call")]
  for (const comer of comers.filter(({ here }) => here)) {
    left.push({ name: comer.person.name, at: Date.now() })
    await doings.leaves?.(comer)
    comer.here = false
  }
  await look.untilAlone()
  await leaveButton(ear).click()
  states.push(await look.afterwards("everybody has left"))
  const ended = states.map((state) => Promise.resolve(state))
  return toTheEnd ? [...ended, look.whenFinished("the call is over")] : ended
}

async function watchTones({ ear, comers }: Hand) {
  const tones = comers.map(({ person }) => person.hz)
  await ear.page.evaluate((all) => {
    for (const hz of all) window.ear.watch(hz)
  }, tones)
}

async function comeAndGo(
  { comers, random }: Hand,
  room: { slug: string; name: string },
  steps: number,
  left: Truth["left"],
) {
  const rested = () => comers.filter(({ since }) => Date.now() - since > restMs)
  const waitFor = (count: number) =>
    expect.poll(() => rested().length, { timeout: restMs * 2, intervals: [50] }).toBeGreaterThanOrEqual(count)
  for (let step = 0; step < steps; step += 1) {
    await waitFor(1)
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
  // What was cut is mended by then.
  await waitFor(comers.length)
}

async function lookAt(room: { slug: string }, { ear, comers }: Hand, ground: Ground, left: Truth["left"]) {
  const { webhooks, pool } = ground
  const { rows: calls } = await pool.query(
    `SELECT c."id" FROM "Call" c JOIN "Room" r ON r."id" = c."roomId" WHERE r."slug" = $1`,
    [room.slug],
  )
  const callId: string = calls[0]?.id
  const told = () => webhooks.told.filter((one) => one.callId === callId)
  const written = () => readRows(pool, callId)
  let gaps: Awaited<ReturnType<typeof listen>> = []
  const listen = () => ear.page.evaluate(() => window.ear.gaps)

  const truth = (now: number): Truth => {
    const heard = comers.map(({ person }) => person).filter(({ hz }) => gaps.findLast((gap) => gap.hz === hz)?.heard)
    const tones = comers.map(({ person: { name, hz } }) => [name, tonesOf(gaps, hz, now)] as const)
    return { tones: new Map(tones), heard: new Set(heard.map(({ name }) => name)), left, told: told() }
  }
  const problems = async (now: number) => {
    const found = await written()
    return [...wrongIn(found, truth(now)), ...(found.endedAt === null ? [] : ["the call has ended"])]
  }
  /** livekit-server knows what the ear knows. */
  const known = async (people: () => number | Promise<number>) => {
    const there = () => staysTold(told()).filter(({ leftAt }) => leftAt === null).length
    await expect.poll(async () => (await people()) === there(), { timeout: 60_000, intervals: [100] }).toBe(true)
  }
  const heardNow = async () => {
    gaps = await listen()
    return truth(Date.now()).heard.size
  }
  const untilKnown = () => known(async () => (await heardNow()) + 1)
  /** Of who has just left, the last sound may still be heard while the server has not told of it: that would agree too. */
  const untilAlone = async () => {
    await expect.poll(heardNow, { timeout: 60_000, intervals: [100] }).toBe(0)
    await untilKnown()
  }
  /** From livekit-server's last word on the rows have `limitMs`, however many words come meanwhile. */
  const settle = async (ask: () => Promise<string[]>) => {
    for (;;) {
      const found = await ask()
      const ms = Date.now() - (told().at(-1)?.at ?? 0)
      if (found.length === 0 || ms > limitMs) return { ms, found }
      await wait(50)
    }
  }
  const endState = async (name: string, ask: () => Promise<string[]>): Promise<EndState> => {
    const first = await settle(ask)
    // And it stays right, also when the late ones have come.
    await webhooks.settled()
    await wait(limitMs - 500)
    const then = await settle(ask)
    return { name, settledMs: first.ms, problems: [...first.found, ...then.found] }
  }

  return {
    untilAlone,
    async whileTheyTalk(name: string) {
      await untilKnown()
      return endState(name, async () => {
        gaps = await listen()
        return problems(Date.now())
      })
    },
    async afterwards(name: string) {
      await known(() => 0)
      return endState(name, () => problems(gaps.at(-1)?.at ?? 0))
    },
    async whenFinished(name: string) {
      const finished = () => told().find(({ event }) => event === "room_finished")
      await expect.poll(finished, { timeout: 90_000, intervals: [100] }).toBeTruthy()
      return endState(name, async () => wrongAtTheEnd(await written(), finished()?.at ?? 0))
    },
  }
}

function wrongAtTheEnd({ rows, endedAt }: Written, finishedAt: number): string[] {
  const last = Math.max(...rows.map(({ leftAt }) => leftAt ?? Number.POSITIVE_INFINITY))
  if (endedAt === null) return ["the call goes on"]
  const isRight = endedAt >= last && endedAt <= finishedAt + limitMs
  return isRight ? [] : [`the call ended at ${endedAt}, the last one left at ${last}`]
}
