import { expectHears, figure, opensLink, pressesJoin } from "../e2e/steps"
import { type Client, everyClient, expect, type LabPerson, network, type Room, test } from "./fixtures"

type Mode = "open" | "symmetric" | "udp-blocked" | "tcp443-only"

/** The path that sound takes in each network, and the product's words for it. */
const paths: Record<Mode, { seen: Record<string, string | null>; words: string }> = {
  open: { seen: { protocol: "udp", relayProtocol: null }, words: "Direct" },
  symmetric: { seen: { protocol: "udp", relayProtocol: null }, words: "Direct" },
  "udp-blocked": { seen: { protocol: "tcp", relayProtocol: null }, words: "Over TCP" },
  // Its type is "relay", or "prflx" in Firefox when the SFU sees the relay at its inner address.
  "tcp443-only": { seen: { relayProtocol: "tls" }, words: "Relay over TLS" },
}

const four: Mode[] = ["open", "symmetric", "udp-blocked", "tcp443-only"]

for (const mode of four)
  for (const second of ["firefox", "chromium"] as const) {
    const third = second === "firefox" ? "chromium" : "firefox"
    test(`${mode}: three people hear each other, ${second} second and ${third} third`, async ({ person, room }) => {
      for (const client of ["a", "b", "c"]) network.mode(client, mode)
      const people = [
        await person("Anna", { at: "a", in: third }),
        await person("Boris", { at: "b", in: second }),
        await person("Lena", { at: "c", in: third }),
      ]
      await meetAndHear(people, room, { a: mode, b: mode, c: mode })
    })
  }

test("mixed: everyone in another network hears everyone", async ({ person, room }) => {
  const networks: Record<Client, Mode> = { a: "tcp443-only", b: "symmetric", c: "udp-blocked" }
  for (const [client, mode] of Object.entries(networks)) network.mode(client, mode)
  const people = [
    await person("Anna", { at: "a", in: "firefox" }),
    await person("Boris", { at: "b", in: "chromium" }),
    await person("Lena", { at: "c", in: "firefox" }),
  ]
  await meetAndHear(people, room, networks)
})

// A line as people have it, 20 ms there and back. On one without any delay Chromium may have its relay before it looks for
// TCP, and then looks no further.
test.beforeEach(() => {
  for (const client of everyClient) network.impair(client, { ab: { delay: 10 }, ba: { delay: 10 } })
})
test.afterEach(() => {
  for (const client of everyClient) network.impair(client, {})
})

async function meetAndHear(people: LabPerson[], room: Room, networks: Record<Client, Mode>) {
  const inCall: LabPerson[] = []
  for (const each of people) {
    await opensLink(each, room)
    await each.page.evaluate(
      (tones) => window.firstSound.watch(tones),
      inCall.map(({ hz }) => hz),
    )
    await pressesJoin(each)
    for (const other of inCall) await expectHears(each, other, 25_000)
    inCall.push(each)
  }

  let heard = 0
  for (const listener of people)
    for (const speaker of people.filter((one) => one !== listener)) {
      await expectHears(listener, speaker)
      heard += 1
    }

  for (const [index, each] of people.entries()) {
    const { seen, words } = paths[networks[each.client]]
    const pairs = await settledPairs(each, seen)
    await expect(each.page.getByText(words, { exact: true }).first()).toBeVisible()
    const { sound, tone } = await each.page.evaluate(() => window.firstSound.read())
    const { type = "", protocol = "", relayProtocol = null } = pairs[0] ?? {}
    figure("call", test.info().title.split(":")[0] ?? "", {
      network: networks[each.client],
      browser: each.browser,
      path: relayProtocol ? `relay ${relayProtocol}` : `${protocol} ${type}`,
      words,
      heard: `${heard} of ${people.length * (people.length - 1)}`,
      ...(index > 0 ? { sound, tone } : {}),
    })
    if (index > 0) expect(sound, "somebody was heard after the click").not.toBeNull()
  }
}

/** The first path that carries sound is not always the last: ICE moves to a better one when it is found. */
async function settledPairs({ page, name }: LabPerson, seen: Record<string, string | null>) {
  const look = () => page.evaluate(() => window.ear.pairs())
  await expect(async () => {
    const pairs = await look()
    expect(pairs.length, name).toBeGreaterThan(0)
    for (const pair of pairs) expect(pair, name).toMatchObject(seen)
  }).toPass({ timeout: 15_000 })
  return look()
}
