import { expectHears, figure, joins, opensLink, pressesJoin } from "../e2e/steps"
import { everyClient, expect, network, test } from "./fixtures"

const kind = process.env.EARSHOT_LAB_NAT
const relayWorks = kind !== "nohairpin"

for (const browser of ["chromium", "firefox"] as const) {
  const other = browser === "chromium" ? "firefox" : "chromium"

  test(`a server behind a NAT: ${browser} and ${other} hear each other over UDP`, async ({ person, room }) => {
    const anna = await person("Anna", { at: "a", in: browser })
    const boris = await person("Boris", { at: "b", in: other })
    await joins(anna, room)
    await joins(boris, room)
    await expectHears(anna, boris)
    await expectHears(boris, anna)
    figure("nat", `${kind}, open, ${browser}`, "heard, direct")
  })

  test(`a server behind a NAT: ${browser} through the relay`, async ({ person, room }) => {
    for (const client of everyClient) network.mode(client, "tcp443-only")
    const anna = await person("Anna", { at: "a", in: browser })
    if (!relayWorks) {
      await opensLink(anna, room)
      await pressesJoin(anna)
      const heading = anna.page.getByRole("heading", { level: 1 })
      await expect(heading).toHaveText("This network lets no sound through", { timeout: 60_000 })
      figure("nat", `${kind}, tcp443-only, ${browser}`, `“${await heading.textContent()}”`)
      return
    }
    const lena = await person("Lena", { at: "c", in: "chromium" })
    await joins(lena, room)
    await joins(anna, room)
    await expectHears(anna, lena)
    await expectHears(lena, anna)
    const [pair] = await anna.page.evaluate(() => window.ear.pairs())
    expect(pair).toMatchObject({ relayProtocol: "tls" })
    figure("nat", `${kind}, tcp443-only, ${browser}`, "heard, relay tls")
  })
}
