import { setTimeout as sleep } from "node:timers/promises"
import { bareAddress, serveBarePage } from "./bare-page.mjs"
import { makeRoom } from "./ground.mjs"
import { bareOf } from "./page-work.mjs"
import { arrive, comeIn, getReady, heardBy, leave } from "./people.mjs"
import { canBeRead, memoryOf, processorSeconds, withDescendants } from "./processes.mjs"
import { inTurn } from "./statistics.mjs"

/** Milliseconds in the call before anything is read, and those that the processor's time is read over. */
const settles = 5000
const watched = 10_000
const samples = 5

const speakers = ["Anna", "Boris", "Olga", "Pavel"]

/** What a call of five takes: memory of the server's programs, and what one listener's page costs its computer. */
export const callOfFive = {
  name: "call-of-five",
  title: "Call of five on loopback, all microphones open: memory against idle; one listener's page against a bare one",
  pairs: 8,
  async run({ ground, pairs }) {
    if (!canBeRead)
      return { unmeasured: "what processes take is read from Linux' /proc, which this system does not have" }
    const stack = await ground.stackApart()
    await sleep(settles)
    const idle = await memoryIn(stack)
    const address = `${stack.url}/r/${await makeRoom(stack)}`
    const hall = await ground.browser()
    const talking = []
    for (const [index, name] of speakers.entries()) {
      const person = await arrive(hall, address, { tone: 440 + 110 * index, lookEveryMs: 0 })
      await comeIn(person, name)
      talking.push(person)
    }
    const bare = await serveBarePage()
    // Whatever its processes take is the listener's.
    const browser = await ground.anotherBrowser()
    try {
      const place = await bareOf(stack, talking[0])
      const sitInOurs = (look) => sitIn(browser, address, { name: "Lena", look })
      const sitInBare = (look) => sitIn(browser, bareAddress({ ...place, page: bare.url }), { name: null, look })
      const busy = await sitInOurs(() => memoryIn(stack))
      await sitInBare(async () => {})
      const take = (sit) => () => sit((listener) => pageTakes(browser, listener))
      const { ours, base } = await inTurn(pairs, take(sitInOurs), take(sitInBare))
      return found({ idle, busy, ours, base })
    } finally {
      await browser.close()
      await bare.close()
      for (const { context } of talking) await context.close()
    }
  },
}

function found({ idle, busy, ours, base }) {
  const memory = Object.keys(idle).map((name) => ({
    name: `memory of ${name}, in the call against idle`,
    unit: "MB",
    ours: busy[name].map(({ pss }) => pss),
    base: idle[name].map(({ pss }) => pss),
  }))
  const page = (name, unit, pick) => ({ name, unit, ours: ours.map(pick), base: base.map(pick) })
  const resident = Object.keys(idle).map(
    (name) => `${name} ${Math.round(idle[name][0].rss)} and ${Math.round(busy[name][0].rss)} MB`,
  )
  return {
    measures: [
      page("page's process", "% of a processor", (one) => one.page),
      page("whole browser", "% of a processor", (one) => one.browser),
      page("heap of its JavaScript, after a collection", "MB", (one) => one.heap),
      ...memory,
    ],
    notes: [
      `memory: Pss, with what it has started; resident (Rss), idle and in the call: ${resident.join(", ")}`,
      "idle: just started, nobody has come; the edge is the process of npm start, which looks after the others as well",
      `processor: user and system time over ${watched / 1000} s, all threads; four talk from another browser, each with a tone`,
    ],
  }
}

/** @returns {Promise<Record<string, { pss: number, rss: number }[]>>} by program */
async function memoryIn({ pids }) {
  const { edge, ...others } = pids
  const read = { app: [], edge: [], livekit: [], postgres: [] }
  for (let sample = 0; sample < samples; sample += 1) {
    for (const [name, pid] of Object.entries(others)) read[name].push(memoryOf(withDescendants(pid)))
    // It has started the others.
    read.edge.push(memoryOf([edge]))
    await sleep(1000)
  }
  return read
}

/** The fifth one: comes in, looks when things have settled, leaves. */
async function sitIn(browser, address, { name, look }) {
  const person = await arrive(browser, address, { lookEveryMs: 0 })
  try {
    const click = await getReady(person, name)
    await click()
    await sleep(settles)
    const seen = await look(person)
    const heard = await heardBy(person)
    if (heard < speakers.length) throw new Error(`${address} hears ${heard} of ${speakers.length}`)
    await leave(person)
    return seen
  } finally {
    await person.context.close()
  }
}

/** @returns {Promise<{ page: number, browser: number, heap: number }>} per cent of one processor, MB */
async function pageTakes(browser, { context, page }) {
  const processes = await processesOf(browser)
  const now = () => ({ seconds: processorSeconds(processes.map(({ id }) => id)), at: performance.now() })
  const before = now()
  await sleep(watched)
  const after = now()
  // What the one before has left behind may end meanwhile.
  const lasting = processes.filter(({ id }) => after.seconds.has(id))
  const share = (some) => {
    const took = some.map(({ id }) => after.seconds.get(id) - before.seconds.get(id))
    return (took.reduce((sum, each) => sum + each, 0) * 100_000) / (after.at - before.at)
  }
  const renderers = lasting.filter(({ type }) => type === "renderer")
  return { page: share(renderers), browser: share(lasting), heap: await heapOf(context, page) }
}

async function processesOf(browser) {
  const cdp = await browser.newBrowserCDPSession()
  const { processInfo } = await cdp.send("SystemInfo.getProcessInfo")
  await cdp.detach()
  return processInfo
}

async function heapOf(context, page) {
  const cdp = await context.newCDPSession(page)
  await cdp.send("HeapProfiler.collectGarbage")
  const { usedSize } = await cdp.send("Runtime.getHeapUsage")
  return usedSize / 1_000_000
}
