import { setTimeout as sleep } from "node:timers/promises"
import { makeRoom } from "./ground.mjs"
import { inTurn } from "./statistics.mjs"

/** Milliseconds after it can be used: the call's code has come by then, and the page rests. */
const settles = 4000

/** What the lobby costs a browser that has never been here, before anybody clicks. Budget A2. */
export const lobby = {
  name: "lobby",
  title: "Lobby before the click, in Chromium with an empty cache, against /sign-in of the same app",
  pairs: 15,
  async run({ ground, pairs }) {
    const stack = await ground.stack()
    const browser = await ground.browser()
    const slug = await makeRoom(stack)
    const visitLobby = () => visit(browser, `${stack.url}/r/${slug}`)
    const visitBlank = () => visit(browser, `${stack.url}/sign-in`)
    await visitLobby()
    const { ours, base } = await inTurn(pairs, visitLobby, visitBlank)
    const both = (pick) => ({ ours: ours.map(pick), base: base.map(pick) })
    return {
      measures: [
        {
          name: "transferred until it can be used",
          unit: "kB",
          ...both((one) => one.bytes / 1000),
          budget: "A2: 170 kB (aim 150)",
          aim: (value) => value <= 170,
        },
        {
          name: "main thread until it can be used",
          unit: "ms",
          ...both((one) => one.cpuMs),
          budget: "A2: 120 ms (aim 90)",
          aim: (value) => value <= 120,
        },
        { name: `main thread until ${settles / 1000} s later`, unit: "ms", ...both((one) => one.cpuSettledMs) },
        { name: "until it can be used", unit: "ms", ...both((one) => one.usableMs) },
      ],
      notes: [
        `later, when idle: ${Math.round(ours[0].laterBytes / 1000)} kB more (the call's code)`,
        "main thread: DevTools' TaskDuration as processor time; the lobby's level meter runs all the time",
      ],
    }
  },
}

async function visit(browser, url) {
  const context = await browser.newContext({ permissions: ["microphone"], locale: "en-GB" })
  try {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    let bytes = 0
    cdp.on("Network.loadingFinished", (load) => {
      bytes += load.encodedDataLength
    })
    const cpu = async () => {
      const { metrics } = await cdp.send("Performance.getMetrics")
      return metrics.find((one) => one.name === "TaskDuration").value * 1000
    }
    await cdp.send("Network.enable")
    // Without it a task's time is the clock's, and counts what other processes take from this one.
    await cdp.send("Performance.enable", { timeDomain: "threadTicks" })
    await cdp.send("Runtime.enable")
    await cdp.send("Runtime.addBinding", { name: "canBeUsed" })
    const usable = new Promise((resolve) => {
      cdp.once("Runtime.bindingCalled", async ({ payload }) => {
        const bytesThen = bytes
        resolve({ usableMs: Number(payload), bytes: bytesThen, cpuMs: await cpu() })
      })
    })
    await page.addInitScript(tellWhenUsable)
    await page.goto(url)
    const then = await Promise.race([usable, sleep(20_000, undefined, { ref: false })])
    if (!then) throw new Error(`${url} could not be used after 20 s`)
    await sleep(settles)
    return { ...then, cpuSettledMs: await cpu(), laterBytes: bytes - then.bytes }
  } finally {
    await context.close()
  }
}

/** Runs in the page: React marks what it has taken over; from then on the form answers. */
function tellWhenUsable() {
  const timer = setInterval(() => {
    const form = document.querySelector("main form")
    if (!form || !Object.keys(form).some((key) => key.startsWith("__reactProps"))) return
    clearInterval(timer)
    window.canBeUsed(String(performance.now()))
  }, 10)
}
