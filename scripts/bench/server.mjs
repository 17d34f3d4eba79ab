import { guestHeaders, makeRoom } from "./ground.mjs"
import { ask, drive } from "./load.mjs"
import { separate } from "./pinning.mjs"
import { inTurn } from "./statistics.mjs"

const health = () => ({ path: "/api/health" })
const busy = 8

/** How much of the app one entrance takes: mint, rows, limits and the SFU's room. Budget A7. */
export const door = {
  name: "door",
  title: "Door: POST /api/rooms/<slug>/enter against GET /api/health on the same process",
  pairs: 15,
  async run({ ground, pairs }) {
    const stack = await ground.stack()
    const slug = await makeRoom(stack)
    const next = () => ({ ...entrance(slug), headers: { ...guestHeaders(stack.env), ...json } })
    const measured = await against({ stack, next, pairs })
    const p99 = worst(measured.rate.ours)
    return {
      measures: [
        { ...rateOf(measured), budget: "A7: at least 0.30 (aim 0.60)", within: (ratio) => ratio.median >= 0.3 },
        timeOf(measured),
      ],
      notes: [
        `${busy} at once: p50 ${spread(measured.rate.ours, "p50")}, p99 ${spread(measured.rate.ours, "p99")} (worst block ${p99.toFixed(1)} ms; A7: 50 ms, aim 15 ms)`,
        "the limits are on: each request is another guest, from another address, straight at the app's port",
        measured.pinned,
      ],
    }
  },
}

/** What the edge waits for before every connection to the SFU. */
export const gate = {
  name: "gate",
  title: "Gate: GET /api/livekit/gate against GET /api/health on the same process",
  pairs: 15,
  async run({ ground, pairs }) {
    const stack = await ground.stack()
    const slug = await makeRoom(stack)
    let token = ""
    // A token is good for 60 s: a new one for each block.
    const before = async () => {
      const answer = await ask({
        url: stack.appUrl,
        ...entrance(slug),
        headers: { ...guestHeaders(stack.env), ...json },
      })
      token = JSON.parse(answer.body).token
    }
    const next = () => ({
      path: "/api/livekit/gate",
      headers: { "x-forwarded-uri": `/rtc/v1?access_token=${token}`, "x-forwarded-for": "127.0.0.1" },
    })
    const measured = await against({ stack, next, pairs, before })
    return {
      measures: [rateOf(measured), timeOf(measured)],
      notes: [
        `${busy} at once: p50 ${spread(measured.rate.ours, "p50")}, p99 ${spread(measured.rate.ours, "p99")}`,
        measured.pinned,
      ],
    }
  },
}

/** The lobby's page as the server makes it. */
export const page = {
  name: "page",
  title: "Page: GET /r/<slug> against GET /api/health on the same process",
  pairs: 15,
  async run({ ground, pairs }) {
    const stack = await ground.stack()
    const slug = await makeRoom(stack)
    const next = () => ({ path: `/r/${slug}`, headers: { ...guestHeaders(stack.env), accept: "text/html" } })
    const measured = await against({ stack, next, pairs })
    return {
      measures: [rateOf(measured), timeOf(measured)],
      notes: [
        `${busy} at once: p50 ${spread(measured.rate.ours, "p50")}, p99 ${spread(measured.rate.ours, "p99")}`,
        measured.pinned,
      ],
    }
  },
}

const json = { "content-type": "application/json" }
const entrance = (slug) => ({
  method: "POST",
  path: `/api/rooms/${slug}/enter`,
  body: JSON.stringify({ name: "Lena" }),
})

async function against({ stack, next, pairs, before = async () => {} }) {
  const { words: pinned, undo } = separate(stack.pids.app)
  const url = stack.appUrl
  const ours = (how) => async () => {
    await before()
    return drive({ url, next, ...how })
  }
  const base = (how) => () => drive({ url, next: health, ...how })
  try {
    // The first requests compile and fill caches; nobody waits for those twice.
    await ours({ atOnce: busy, seconds: 2 })()
    await base({ atOnce: busy, seconds: 1 })()
    const rate = { atOnce: busy, seconds: 1 }
    const alone = { atOnce: 1, seconds: 0.5 }
    return {
      pinned,
      rate: await inTurn(pairs, ours(rate), base(rate)),
      alone: await inTurn(pairs, ours(alone), base(alone)),
    }
  } finally {
    undo()
  }
}

const rateOf = ({ rate }) => ({
  name: `requests a second, ${busy} at once`,
  unit: "/s",
  ours: rate.ours.map((block) => block.perSecond),
  base: rate.base.map((block) => block.perSecond),
})

const timeOf = ({ alone }) => ({
  name: "time of one request, one at a time (p50)",
  unit: "ms",
  ours: alone.ours.map((block) => block.p50),
  base: alone.base.map((block) => block.p50),
})

const worst = (blocks) => Math.max(...blocks.map((block) => block.p99))

/** Over all requests of all blocks. */
function spread(blocks, which) {
  const times = blocks.flatMap((block) => block.times).sort((a, b) => a - b)
  const share = which === "p50" ? 0.5 : 0.99
  return `${times[Math.floor((times.length - 1) * share)].toFixed(1)} ms`
}
