import type pg from "pg"
import type { Told } from "./faulty-webhooks"

/** Milliseconds after the last event within which the rows must be right. */
export const limitMs = 5000
/** Webhooks say their time in whole seconds, and a tone is looked for every 40 ms. */
const slackMs = 1500
/** Nobody can know of a stay that neither its beginning nor its end is told of, and that is over before anybody looks. */
const unseenMs = 4000

type Tone = { from: number; to: number }

/** What happened, as far as one call is concerned. `to` of a tone that goes on is now. */
export type Truth = {
  /** By name: when this person's tone was decoded at the listener. */
  tones: Map<string, Tone[]>
  /** Whose tone is decoded now. */
  heard: Set<string>
  /** Who pressed the button that leaves, and when. */
  left: { name: string; at: number }[]
  told: Told[]
}

type Row = { name: string; participantId: string; sid: string; came: number; joinedAt: number; leftAt: number | null }
export type Written = { rows: Row[]; startedAt: number | null; endedAt: number | null }

export async function readRows(pool: pg.Pool, callId: string): Promise<Written> {
  const ms = (value: Date | null) => value?.getTime() ?? null
  const { rows } = await pool.query(
    `SELECT p."name", p."id" AS "participantId", p."joinedAt" AS "came", a."sid", a."joinedAt", a."leftAt"
      FROM "Attendance" a JOIN "Participant" p ON p."id" = a."participantId" WHERE p."callId" = $1`,
    [callId],
  )
  const calls = await pool.query(`SELECT "startedAt", "endedAt" FROM "Call" WHERE "id" = $1`, [callId])
  return {
    rows: rows.map((row) => ({ ...row, came: ms(row.came), joinedAt: ms(row.joinedAt), leftAt: ms(row.leftAt) })),
    startedAt: ms(calls.rows[0]?.startedAt ?? null),
    endedAt: ms(calls.rows[0]?.endedAt ?? null),
  }
}

/** The periods in which this tone was heard, up to now; breaks of less than half a second are the machine's. */
export function tonesOf(gaps: { hz: number; heard: boolean; at: number }[], hz: number, now: number): Tone[] {
  const tones: Tone[] = []
  for (const { heard, at } of gaps.filter((gap) => gap.hz === hz)) {
    const last = tones.at(-1)
    if (!heard && last) last.to = at
    else if (heard && last && at - last.to < 500) last.to = now
    else if (heard) tones.push({ from: at, to: now })
  }
  return tones
}

/** Stays that livekit-server itself told of, before any fault. */
export function staysTold(told: Told[]) {
  return told
    .filter(({ event }) => event === "participant_joined")
    .map(({ sid, participantId, at, fault }) => {
      const end = told.find((one) => one.event === "participant_left" && one.sid === sid)
      const unseen = fault === "lost" && end?.fault === "lost" && end.at - at < unseenMs
      return { sid, participantId, leftAt: end?.at ?? null, unseen }
    })
}

/** What is wrong about the rows of a call that goes on, in words. */
export function wrongIn({ rows, startedAt }: Written, { tones, heard, left, told }: Truth): string[] {
  const problems: string[] = []
  const check = (right: boolean, words: string) => right || problems.push(words)
  for (const [name, periods] of tones) {
    const own = rows.filter((row) => row.name === name)
    const isOpen = own.some(({ leftAt }) => leftAt === null)
    check(isOpen === heard.has(name), `${name} is ${heard.has(name) ? "" : "not "}heard, and the row says otherwise`)
    for (const { from, to } of periods)
      for (let at = from + 500; at < to - 500; at += 250)
        check(
          own.some(({ joinedAt, leftAt }) => joinedAt <= at && (leftAt ?? at) + slackMs >= at),
          `${name} was heard at ${new Date(at).toISOString()}, and no row says so`,
        )
    for (const { joinedAt, leftAt, sid } of own) {
      const end = leftAt ?? Date.now()
      const sounded = periods.some(({ from, to }) => from <= end + slackMs && to >= joinedAt)
      check(sounded || end - joinedAt < unseenMs, `${name} (${sid}) is written down, and was not heard`)
    }
    for (const gone of left.filter((one) => one.name === name))
      check(
        own.some(({ leftAt }) => leftAt !== null && leftAt > gone.at - slackMs && leftAt < gone.at + limitMs),
        `${name} left at ${new Date(gone.at).toISOString()}, and no row says so`,
      )
  }
  const stays = staysTold(told)
  for (const row of rows) {
    const stay = stays.find(({ sid }) => sid === row.sid)
    check(stay?.participantId === row.participantId, `${row.name} (${row.sid}) never was`)
    check((row.leftAt === null) === (stay?.leftAt == null), `${row.name} (${row.sid}): left ${row.leftAt}`)
    check((row.leftAt ?? 0) <= (stay?.leftAt ?? Date.now()) + limitMs, `${row.name} (${row.sid}) left too late`)
    const first = Math.min(...rows.filter(({ name }) => name === row.name).map(({ joinedAt }) => joinedAt))
    check(row.came === first, `${row.name} came at ${row.came}, and the first stay is of ${first}`)
  }
  for (const { sid, unseen } of stays)
    check(unseen || rows.some((row) => row.sid === sid), `${sid} was there, and is missing`)
  check(startedAt === Math.min(...rows.map(({ joinedAt }) => joinedAt)), `the call started at ${startedAt}`)
  return [...new Set(problems)]
}
