import { setTimeout as wait } from "node:timers/promises"
import { expectHears, figure, joins } from "../e2e/steps"
import { control, everyClient, expect, inContainers, type LabPerson, network, test } from "./fixtures"

test.skip(inContainers, "tests/compose does this to containers")

/** Milliseconds that a fault is watched for, and the longest gap that still is one of this machine, not of the fault. */
const watched = 9000
const noise = 1000

test("app, database and edge killed or paused: nobody's sound stops", async ({ person, room }) => {
  const people = [await person("Anna", { at: "a", in: "chromium" }), await person("Boris", { at: "b", in: "firefox" })]
  await talk(people, room)
  for (const name of ["app", "postgres", "edge"])
    for (const how of ["kill", "pause"]) {
      const since = Date.now()
      await control("fault", { name, how })
      await wait(watched)
      const gaps = await longestGaps(people, since)
      figure("fault", `${name}, ${how}`, `longest gap ${gaps.join(" / ")} ms (Chromium / Firefox)`)
      for (const gap of gaps) expect(gap).toBeLessThan(noise)
    }
  for (const [index, listener] of people.entries()) await expectHears(listener, people[1 - index] ?? listener)
})

test("the edge killed while sound goes through its relay: back without a click", async ({ person, room }) => {
  for (const client of everyClient) network.mode(client, "tcp443-only")
  const people = [await person("Anna", { at: "a", in: "chromium" }), await person("Boris", { at: "b", in: "firefox" })]
  await talk(people, room)
  await comesBack(people, "edge, kill, everybody on the relay", () => control("fault", { name: "edge", how: "kill" }))
})

test("livekit-server killed: back without a click", async ({ person, room }) => {
  const people = [await person("Anna", { at: "a", in: "chromium" }), await person("Boris", { at: "b", in: "firefox" })]
  await talk(people, room)
  await comesBack(people, "livekit, kill", () => control("fault", { name: "livekit", how: "kill" }))
})

for (const browser of ["chromium", "firefox"] as const)
  test(`a network that closes down to TCP 443 in mid-call: back without a click in ${browser}`, async ({
    person,
    room,
  }) => {
    const people = [await person("Anna", { at: "a", in: browser }), await person("Lena", { at: "c", in: "chromium" })]
    await talk(people, room)
    await comesBack(people, `open network becomes tcp443-only, ${browser}`, async () =>
      network.mode("a", "tcp443-only"),
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

async function comesBack(people: LabPerson[], name: string, fault: () => Promise<void>) {
  const since = Date.now()
  await fault()
  await wait(watched)
  for (const [index, listener] of people.entries()) await expectHears(listener, people[1 - index] ?? listener, 60_000)
  const gaps = await longestGaps(people, since)
  figure("fault", name, `silence ${gaps.map((gap) => (gap / 1000).toFixed(1)).join(" / ")} s`)
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
