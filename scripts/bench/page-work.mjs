import { setTimeout as sleep } from "node:timers/promises"
import { bareAddress, callOf, serveBarePage } from "./bare-page.mjs"
import { makeRoom } from "./ground.mjs"
import { arrive, comeIn, getReady, heardBy, leave } from "./people.mjs"
import { inTurn } from "./statistics.mjs"

/** Milliseconds from the page to the first reading, and from the click to the last: joining is over long before. */
const settles = 4000
const joins = 3000

/** What our page costs a browser's main thread, before the click that joins and after it. Budget A6. */
export const pageWork = {
  name: "page-work",
  title: "Main thread before and after the click, in Chromium on loopback, against a bare livekit-client page",
  pairs: 15,
  async run({ ground, pairs }) {
    const stack = await ground.stack()
    const browser = await ground.browser()
    const address = `${stack.url}/r/${await makeRoom(stack)}`
    const bare = await serveBarePage()
    try {
      const speaker = await arrive(browser, address, { tone: 440, lookEveryMs: 0 })
      await comeIn(speaker, "Olga")
      const place = await bareOf(stack, speaker)
      const visitOurs = () => visit(browser, address, "Lena")
      const visitBare = () => visit(browser, bareAddress({ ...place, page: bare.url }), null)
      await visitOurs()
      await visitBare()
      const { ours, base } = await inTurn(pairs, visitOurs, visitBare)
      await speaker.context.close()
      const both = (pick) => ({ ours: ours.map(pick), base: base.map(pick) })
      return {
        measures: [
          {
            name: `main thread after the click, until ${joins / 1000} s later`,
            unit: "ms",
            ...both((one) => one.after),
            budget: "A6: at most 1.3 (aim 1.15)",
            within: (ratio) => ratio.median <= 1.3,
          },
          {
            name: `main thread before it, in the page's first ${settles / 1000} s`,
            unit: "ms",
            ...both((one) => one.before),
          },
        ],
        notes: [
          "main thread: DevTools' TaskDuration as processor time; nobody looks at the page meanwhile",
          "a call of two: somebody with a tone is there already; the bare page speaks to the SFU without edge, door and gate",
          "before the click our page runs a level meter and fetches the call's code, the bare page waits",
        ],
      }
    } finally {
      await bare.close()
    }
  },
}

/**
 * The call that this speaker is in, for whoever joins it without our page.
 * @param {{ env: Record<string, string> }} stack
 */
export async function bareOf({ env }, speaker) {
  return {
    sfu: env.LIVEKIT_URL,
    key: env.LIVEKIT_API_KEY,
    secret: env.LIVEKIT_API_SECRET,
    callId: await callOf(speaker),
  }
}

async function visit(browser, address, name) {
  const person = await arrive(browser, "about:blank", { lookEveryMs: 0 })
  try {
    const work = await watchWork(person)
    await person.page.goto(address)
    await sleep(settles)
    const before = await work()
    const click = await getReady(person, name)
    const atClick = await work()
    await click()
    await sleep(joins)
    const after = await work()
    if ((await heardBy(person)) === 0) throw new Error(`${address} hears nobody ${joins / 1000} s after the click`)
    await leave(person)
    return { before, after: after - atClick }
  } finally {
    await person.context.close()
  }
}

/** @returns {Promise<() => Promise<number>>} milliseconds of processor time so far */
async function watchWork({ context, page }) {
  const cdp = await context.newCDPSession(page)
  // Without it a task's time is the clock's, and counts what other processes take from this one.
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" })
  return async () => {
    const { metrics } = await cdp.send("Performance.getMetrics")
    return metrics.find((one) => one.name === "TaskDuration").value * 1000
  }
}
