import { setTimeout as wait } from "node:timers/promises"
import { longestGap, watch } from "../e2e/gaps"
import { expectHears, figure, joins } from "../e2e/steps"
import { type Cast, control, everyClient, expect, inContainers, type LabPerson, network, test } from "./fixtures"

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

for (const browser of ["chromium", "firefox"] as const) {
  /** Anna's network is at fault; Lena's is good. How the server runs makes no difference to it. */
  const call = async (person: Cast, room: { slug: string; name: string }) => {
    test.skip(inContainers, "looked at with the server as processes")
    test.setTimeout(150_000 + rounds * 100_000)
    const people = [await person("Anna", { at: "a", in: browser }), await person("Lena", { at: "c", in: "chromium" })]
    await talk(people, room)
    return people
  }
  /** What the call mends by itself brings it to the better path again, or leaves it on the worse one: both are sound. */
  const open = async () => {
    network.mode("a", "open")
    await wait(12_000)
  }

  for (const mode of ["tcp443-only", "udp-blocked"] as const)
    test(`a network that becomes ${mode} in mid-call: back without a click in ${browser}`, async ({ person, room }) => {
      const people = await call(person, room)
      const gaps = await comesBack(
        people,
        `open network becomes ${mode}, ${browser}`,
        async () => network.mode("a", mode),
        open,
      )
      for (const gap of gaps) expect(gap).toBeLessThan(5000)
    })

  test(`another address in mid-call: back without a click in ${browser}`, async ({ person, room }) => {
    const people = await call(person, room)
    const gaps = await comesBack(people, `another address, ${browser}`, async () => network.move("a"))
    for (const gap of gaps) expect(gap).toBeLessThan(5000)
  })

  for (const seconds of [3, 15, 60])
    test(`offline for ${seconds} s: back without a click in ${browser}`, async ({ person, room }) => {
      const people = await call(person, room)
      const late: number[][] = []
      for (let round = 0; round < rounds; round += 1) {
        if (round > 0) await wait(12_000)
        network.mode("a", "offline")
        await wait(seconds * 1000)
        network.mode("a", "open")
        const returned = Date.now()
        for (const [index, listener] of people.entries())
          await expectHears(listener, people[1 - index] ?? listener, 60_000)
        late.push(await soundAfter(people, returned))
      }
      figure("fault", `offline ${seconds} s, ${browser}`, `sound after return ${told(late, inSeconds)} s`)
      for (const after of late.flat()) expect(after).toBeLessThan(seconds === 60 ? 8000 : 3000)
    })

  test(`signalling cut for 20 s: sound goes on in ${browser}`, async ({ person, room }) => {
    const people = await call(person, room)
    const since = Date.now()
    network.mode("a", "udp-only")
    await wait(20_000)
    const during = await longestGaps(people, since)
    network.mode("a", "open")
    await wait(15_000)
    for (const [index, listener] of people.entries()) await expectHears(listener, people[1 - index] ?? listener, 30_000)
    const whole = await longestGaps(people, since)
    figure("fault", `signalling cut 20 s, ${browser}`, `longest gap ${whole.join(" / ")} ms`)
    for (const gap of during) expect(gap).toBeLessThan(noise)
    for (const gap of whole) expect(gap).toBeLessThan(5000)
  })

  test(`the tab is loaded again, in ${browser}`, async ({ person, room }) => {
    const [anna, lena] = await call(person, room)
    if (!anna || !lena) throw new Error("nobody came")
    const since = Date.now()
    await anna.page.reload()
    await expectHears(anna, lena, 30_000)
    await expectHears(lena, anna, 30_000)
    figure(
      "fault",
      `tab reloaded, ${browser}`,
      `the other one without sound ${(await longestGaps([lena], since))[0]} ms`,
    )
  })
}

async function talk(people: LabPerson[], room: { slug: string; name: string }) {
  for (const each of people) await joins(each, room)
  for (const listener of people)
    for (const speaker of people.filter((one) => one !== listener)) {
      await expectHears(listener, speaker)
      await watch(listener, speaker)
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
  figure("fault", name, `silence ${told(gaps, inSeconds)} s`)
  return gaps.flat()
}

const inSeconds = (ms: number) => (ms / 1000).toFixed(1)

/** Milliseconds after that moment at which each hears the other again. */
function soundAfter(people: LabPerson[], since: number): Promise<number[]> {
  const first = (from: number) => {
    const before = window.ear.gaps.findLast(({ at }) => at < from)
    if (before?.heard) return 0
    return (window.ear.gaps.find(({ at, heard }) => heard && at >= from)?.at ?? Date.now()) - from
  }
  return Promise.all(people.map(({ page }) => page.evaluate(first, since)))
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
  return Promise.all(people.map((person) => longestGap(person, since)))
}
