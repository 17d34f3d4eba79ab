import { makeRoom } from "./ground.mjs"
import { median } from "./statistics.mjs"

/** From the click that joins to the first sound of somebody who is there already. Budget A1 counts its round trips. */
export const firstSound = {
  name: "first-sound",
  title:
    "Click to first sound, in Chromium on loopback: first join of a new profile, against the second in the same page",
  pairs: 10,
  async run({ ground, pairs }) {
    const stack = await ground.stack()
    const browser = await ground.browser()
    const slug = await makeRoom(stack)
    const address = `${stack.url}/r/${slug}`
    const speaker = await open(browser, address, "Olga")
    await join(speaker)
    const first = []
    const second = []
    for (let pair = 0; pair < pairs; pair += 1) {
      const listener = await open(browser, address, "Lena")
      first.push(await join(listener))
      await listener.page
        .getByRole("button", { name: /^leave/i })
        .first()
        .click()
      await listener.page.getByRole("button", { name: "Go back in" }).click()
      second.push(await join(listener))
      await listener.context.close()
    }
    await speaker.context.close()
    const whole = (runs) => runs.map((run) => run.sound - run.click)
    return {
      measures: [{ name: "click to first sound", unit: "ms", ours: whole(first), base: whole(second) }],
      notes: [
        `first join: ${split(first)}`,
        `second join: ${split(second)}`,
        "sound: the first decoded packet of the other's voice, by getSynchronizationSources, looked at every 4 ms",
      ],
    }
  },
}

const stages = [
  ["door", "click", "door"],
  ["connect", "door", "connected"],
  ["first sound", "connected", "sound"],
]

function split(runs) {
  const told = stages.map(
    ([name, from, to]) => `${name} ${Math.round(median(runs.map((run) => run[to] - run[from])))} ms`,
  )
  return told.join(" + ")
}

async function open(browser, address, name) {
  const context = await browser.newContext({ permissions: ["microphone"], locale: "en-GB" })
  await context.addInitScript(watchJoin)
  const page = await context.newPage()
  await page.goto(address)
  return { context, page, name }
}

/** Presses the button as somebody who has looked at the lobby for a while: the call's code has come. */
async function join({ page, name }) {
  const field = page.getByLabel("Your name")
  await field.fill(name)
  await page.waitForTimeout(3500)
  await page
    .getByRole("button", { name: /^(come in|join)/i })
    .first()
    .click()
  await page
    .getByRole("button", { name: /^leave/i })
    .first()
    .waitFor({ timeout: 30_000 })
  // Whoever is the first has nobody to hear.
  if (name === "Olga") return null
  await page.waitForFunction(() => window.joining.sound !== undefined, null, { timeout: 30_000, polling: 100 })
  return page.evaluate(() => {
    const { click, connected, sound } = window.joining
    const asked = performance
      .getEntriesByType("resource")
      .find((entry) => entry.startTime >= click && entry.initiatorType === "fetch" && entry.name === location.href)
    return { click, door: asked.responseEnd, connected, sound }
  })
}

/** Runs in the page before its own code. */
function watchJoin() {
  let connections = []
  window.joining = {}
  addEventListener(
    "submit",
    () => {
      connections = []
      window.joining = { click: performance.now() }
    },
    true,
  )
  const Native = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Native {
    constructor(config) {
      super(config)
      connections.push(this)
      this.addEventListener("connectionstatechange", () => {
        if (this.connectionState === "connected") window.joining.connected ??= performance.now()
      })
    }
  }
  setInterval(() => {
    if (window.joining.sound !== undefined) return
    const receivers = connections.filter((one) => one.connectionState !== "closed").flatMap((one) => one.getReceivers())
    if (receivers.some((receiver) => receiver.getSynchronizationSources().length > 0))
      window.joining.sound = performance.now()
  }, 4)
}
