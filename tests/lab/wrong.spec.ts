import { expectHears, figure, joins, opensLink, pressesJoin } from "../e2e/steps"
import { control, expect, inContainers, network, site, test } from "./fixtures"

/** What the product says when nothing gets through. */
const words = { noRelay: "The relay does not answer", noPath: "This network lets no sound through" }

test.describe("a server that is set up wrongly", () => {
  test.skip(inContainers, "only processes are set up wrongly")
  test.afterEach(() => control("relay", { kind: "on" }))

  for (const browser of ["chromium", "firefox"] as const)
    test(`no relay: behind a firewall that lets only TCP 443 out, ${browser} says so in words`, async ({
      person,
      room,
    }) => {
      await control("relay", { kind: "off" })
      network.mode("a", "tcp443-only")
      const anna = await person("Anna", { at: "a", in: browser })
      await opensLink(anna, room)
      await pressesJoin(anna)
      const began = Date.now()
      await expect(anna.page.getByRole("heading", { level: 1 })).toHaveText(words.noRelay, { timeout: 60_000 })
      const seconds = (Date.now() - began) / 1000
      await expect(anna.page.getByText("TURN is off, or UDP port 3478 is closed.")).toBeVisible()
      figure("wrong", `relay off, ${browser}`, `“${words.noRelay}” after ${seconds.toFixed(1)} s`)
    })

  test("an edge that dials LiveKit at 127.0.0.1: Firefox has no relay, Chromium has", async ({ person, room }) => {
    await control("relay", { kind: "through loopback" })
    for (const client of ["a", "b", "c"]) network.mode(client, "tcp443-only")
    const lena = await person("Lena", { at: "c", in: "chromium" })
    const anna = await person("Anna", { at: "a", in: "chromium" })
    await joins(lena, room)
    await joins(anna, room)
    await expectHears(anna, lena)
    const [pair] = await anna.page.evaluate(() => window.ear.pairs())
    expect(pair).toMatchObject({ relayProtocol: "tls" })
    figure("wrong", "edge dials 127.0.0.1, chromium", "heard, over relay tls")

    const boris = await person("Boris", { at: "b", in: "firefox" })
    await opensLink(boris, room)
    await pressesJoin(boris)
    const heading = boris.page.getByRole("heading", { level: 1 })
    await expect(heading).toHaveText(new RegExp(`${words.noRelay}|${words.noPath}`), { timeout: 60_000 })
    figure("wrong", "edge dials 127.0.0.1, firefox", `“${await heading.textContent()}”`)
  })
})

for (const browser of ["chromium", "firefox"] as const)
  test(`${browser} that does not know the certificate authority refuses the page`, async ({ person }) => {
    const stranger = await person("Stranger", { at: "a", in: browser, trusting: false })
    const failure = await stranger.page.goto(site).then(
      () => "opened",
      (error: Error) => error.message,
    )
    const [why] =
      /ERR_CERT_AUTHORITY_INVALID|SEC_ERROR_UNKNOWN_ISSUER|MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT/.exec(failure) ?? []
    expect(why, failure).toBeDefined()
    figure("wrong", `unknown certificate authority, ${browser}`, why)
  })
