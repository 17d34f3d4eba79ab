import { expect, makeRoom, test } from "./fixtures"
import { figure } from "./steps"

/** Bytes as transferred, headers included. */
const budget = 170_000

type Load = { url: string; startedAt: number; bytes: number }

test("the lobby is usable within 170 kB, before a byte of the call's code is asked for @chromium", async ({
  person,
}) => {
  const room = await makeRoom()
  const { page, context } = await person("Lena", { hz: null })
  await context.addInitScript(() => {
    const timer = setInterval(() => {
      const form = document.querySelector("#lobby-form")
      // React marks what it has taken over: from then on the form answers.
      if (!form || !Object.keys(form).some((key) => key.startsWith("__reactProps"))) return
      clearInterval(timer)
      Object.assign(window, { usableAt: Date.now() })
    }, 5)
  })
  const cdp = await context.newCDPSession(page)
  await cdp.send("Network.enable")
  const loads = new Map<string, Load>()
  cdp.on("Network.requestWillBeSent", ({ requestId, request, wallTime }) => {
    loads.set(requestId, { url: request.url, startedAt: wallTime * 1000, bytes: 0 })
  })
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId)
    if (load) load.bytes = encodedDataLength
  })
  await page.goto(`/r/${room.slug}`)
  const readUsableAt = () => page.evaluate(() => ("usableAt" in window ? Number(window.usableAt) : 0))
  await expect.poll(readUsableAt).toBeGreaterThan(0)
  const usableAt = await readUsableAt()
  await expect(page.getByRole("heading", { name: /microphone|say something/i }).first()).toBeVisible()
  await page.waitForTimeout(4000)

  const scripts = [...loads.values()].filter((load) => load.url.includes(".js"))
  const callCode: Load[] = []
  for (const load of scripts) {
    if ((await (await page.request.get(load.url)).text()).includes("peerConnectionTimeout")) callCode.push(load)
  }
  expect(callCode.length).toBeGreaterThan(0)
  for (const load of callCode) expect(load.startedAt).toBeGreaterThanOrEqual(usableAt)

  const lobby = [...loads.values()].filter((load) => load.startedAt < usableAt && load.url.startsWith("http"))
  const sum = (kind: RegExp) => lobby.filter((load) => kind.test(load.url)).reduce((all, load) => all + load.bytes, 0)
  const total = sum(/./)
  figure("budget", "lobby until it is usable, bytes", {
    total,
    javascript: sum(/\.js/),
    css: sum(/\.css/),
    fonts: sum(/\.woff2/),
    html: sum(/\/r\//),
    requests: lobby.length,
  })
  const later = [...loads.values()].filter((load) => load.startedAt >= usableAt)
  const laterBytes = later.reduce((all, load) => all + load.bytes, 0)
  figure("budget", "the call's code, fetched when idle, bytes", laterBytes)
  expect(total).toBeLessThanOrEqual(budget)
})
