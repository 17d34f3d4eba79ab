import { expect, makeRoom, type Person, test } from "./fixtures"
import { expectHears, expectSilent, figure, joins, muteButton, readings, unmuteButton } from "./steps"

const everyPair = (people: Person[]) =>
  people.flatMap((listener) =>
    people.filter((other) => other !== listener).map((speaker) => [listener, speaker] as const),
  )

for (const relay of [false, true]) {
  const path = relay ? "relay" : "direct"
  const way = relay ? "through the relay" : "over direct UDP"

  test(`three people in Chromium and Firefox hear each other in all six directions ${way} @mixed`, async ({
    person,
  }) => {
    const room = await makeRoom()
    const anna = await person("Anna", { in: "chromium", signedIn: true, path })
    const boris = await person("Boris", { in: "firefox", path })
    const lena = await person("Lena", { in: "chromium", path })
    const people = [anna, boris, lena]
    for (const each of people) await joins(each, room)

    for (const [listener, speaker] of everyPair(people)) {
      const heard = await expectHears(listener, speaker)
      figure(relay ? "2" : "1", `${speaker.name} -> ${listener.name}`, {
        hz: heard.peakHz,
        db: heard.db,
        level: Number(Math.sqrt(heard.energy / heard.seconds).toFixed(3)),
        packetsPerSecond: Math.round(heard.packets / heard.seconds),
      })
    }

    for (const each of people) {
      const pairs = await each.page.evaluate(() => window.ear.pairs())
      figure(relay ? "2" : "1", `${each.name}'s path`, pairs)
      expect(pairs.length).toBeGreaterThan(0)
      for (const pair of pairs) {
        if (relay) expect(pair).toMatchObject({ type: "relay", relayProtocol: "udp" })
        else expect(pair).toMatchObject({ protocol: "udp", relayProtocol: null })
      }
      await expect(each.page.getByText(relay ? /relay over udp/i : /direct/i).first()).toBeVisible()
      // Proof 3: every remote microphone grows in packets, samples and energy, and none stays muted.
      const all = await readings(each)
      expect(all).toHaveLength(2)
      for (const reading of all) {
        expect(reading.trackMuted).toBe(false)
        expect(reading.packets).toBeGreaterThan(20)
        expect(reading.samples).toBeGreaterThan(20_000)
        expect(reading.energy).toBeGreaterThan(0)
      }
    }
  })
}

test("muting and unmuting is followed at once by everyone's ears @mixed", async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna", { in: "chromium" })
  const boris = await person("Boris", { in: "firefox" })
  await joins(anna, room)
  await joins(boris, room)
  for (const [listener, speaker] of everyPair([anna, boris])) await expectHears(listener, speaker)

  await muteButton(anna).click()
  await expect(unmuteButton(anna)).toBeVisible()
  await expectSilent(boris, anna)
  await expect(boris.page.getByText("Muted").first()).toBeVisible()
  await expectHears(anna, boris)

  await unmuteButton(anna).click()
  await expectHears(boris, anna)
})

test("someone who enters with the microphone off is heard from the moment they turn it on", async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna")
  const lena = await person("Lena")
  await joins(anna, room)
  await lena.page.goto(`/r/${room.slug}`)
  await lena.page.getByRole("switch", { name: /microphone off/i }).check()
  await lena.page.getByLabel("Your name").fill("Lena")
  await lena.page.getByLabel("Your name").press("Enter")
  await expect(unmuteButton(lena)).toBeVisible({ timeout: 20_000 })
  await expectHears(lena, anna)
  await expectSilent(anna, lena)
  await lena.page.keyboard.press("m")
  await expectHears(anna, lena)
})
