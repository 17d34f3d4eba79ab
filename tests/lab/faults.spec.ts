import { setTimeout as wait } from "node:timers/promises"
import { expectHears, figure, joins } from "../e2e/steps"
import { control, everyClient, expect, type LabPerson, network, test } from "./fixtures"

/** Milliseconds that a fault is watched for, and the longest gap that still is one of this machine, not of the fault. */
const watched = 9000
const noise = 1000
const rounds = process.env.EARSHOT_FULL ? 5 : 1

for (const name of ["app", "postgres", "edge"] as const)
  test(`${name} killed, paused, restarted: nobody's sound stops`, async ({ person, room }) => {
    test.setTimeout(120_000 + rounds * 90_000)
    const people = [
      await person("Anna", { at: "a", in: "chromium" }),
      await person("Boris", { at: "b", in: "firefox" }),
    ]
    await talk(people, room)
    for (const how of ["kill", "pause", "restart"] as const) {
      const gaps: number[][] = []
      for (let round = 0; round < rounds; round += 1) {
        const since = Date.now()
        await control("fault", { name, how })
        await wait(watched)
        gaps.push(await longestGaps(people, since))
      }
      figure("fault", `${name}, ${how}`, `longest gap ${told(gaps, (gap) => `${gap}`)} ms`)
      for (const gap of gaps.flat()) expect(gap).toBeLessThan(noise)
    }
    for (const [index, listener] of people.entries()) await expectHears(listener, people[1 - index] ?? listener)
  })

test("livekit-server killed and restarted: back without a click", async ({ person, room }) => {
  test.setTimeout(120_000 + rounds * 160_000)
  const people = [await person("Anna", { at: "a", in: "chromium" }), await person("Boris", { at: "b", in: "firefox" })]
  await talk(people, room)
  for (const how of ["kill", "restart"] as const)
    await comesBack(people, `livekit, ${how}`, () => control("fault", { name: "livekit", how }))
})

test("livekit-server paused for five seconds: back without a click", async ({ person, room }) => {
  test.setTimeout(120_000 + rounds * 80_000)
  const people = [await person("Anna", { at: "a", in: "chromium" }), await person("Boris", { at: "b", in: "firefox" })]
  await talk(people, room)
  await comesBack(people, "livekit, pause", () => control("fault", { name: "livekit", how: "pause" }))
})

test("the edge killed while sound goes through its relay: back without a click", async ({ person, room }) => {
  test.setTimeout(120_000 + rounds * 80_000)
  for (const client of everyClient) network.mode(client, "tcp443-only")
  const people = [await person("Anna", { at: "a", in: "chromium" }), await person("Boris", { at: "b", in: "firefox" })]
  await talk(people, room)
  await comesBack(people, "edge, kill, everybody on the relay", () => control("fault", { name: "edge", how: "kill" }))
})

for (const browser of ["chromium", "firefox"] as const)
  test(`a network that closes down to TCP 443 in mid-call: back without a click in ${browser}`, async ({
    person,
    room,
  }) => {
    test.setTimeout(120_000 + rounds * 80_000)
    const people = [await person("Anna", { at: "a", in: browser }), await person("Lena", { at: "c", in: "chromium" })]
    await talk(people, room)
    await comesBack(
      people,
      `open network becomes tcp443-only, ${browser}`,
      async () => network.mode("a", "tcp443-only"),
      async () => {
        network.mode("a", "open")
        // What the call mends by itself brings it to the better path again, or leaves it on the relay: both are sound.
        await wait(watched)
      },
    )
  })

async function talk(people: LabPerson[], room: { slug: string; name: string }) {
  for (const each of people) await joins(each, room)
  for (const listener of people)
    for (const speaker of people.filter((one) => one !== listener)) {
      await expectHears(listener, speaker)
      await listener.page.evaluate((hz) => window.ear.watch(hz), speaker.hz)
    }
}

async function comesBack(
  people: LabPerson[],
  name: string,
  fault: () => Promise<void>,
  mend: () => Promise<void> = async () => {},
) {
  const gaps: number[][] = []
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0) await mend()
    const since = Date.now()
    await fault()
    await wait(watched)
    for (const [index, listener] of people.entries()) await expectHears(listener, people[1 - index] ?? listener, 60_000)
    gaps.push(await longestGaps(people, since))
  }
  figure("fault", name, `silence ${told(gaps, (gap) => (gap / 1000).toFixed(1))} s`)
}

/** Gaps by round and person: of each person the median, and the longest of all. */
function told(gaps: number[][], words: (gap: number) => string): string {
  const people = gaps[0]?.map((_, person) => median(gaps.map((round) => round[person] ?? 0))) ?? []
  const medians = people.map(words).join(" / ")
  return rounds === 1 ? medians : `${medians} (medians of ${rounds}, longest ${words(Math.max(...gaps.flat()))})`
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** The longest silence of each since then, in milliseconds. */
function longestGaps(people: LabPerson[], since: number): Promise<number[]> {
  const longest = (from: number) => {
    let silentSince: number | null = null
    let found = 0
    for (const { heard, at } of window.ear.gaps) {
      if (at < from) continue
      if (!heard) silentSince ??= at
      else if (silentSince !== null) {
        found = Math.max(found, at - silentSince)
        silentSince = null
      }
    }
    return silentSince === null ? found : Math.max(found, Date.now() - silentSince)
  }
  return Promise.all(people.map(({ page }) => page.evaluate(longest, since)))
}
