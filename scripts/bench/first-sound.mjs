import { makeRoom } from "./ground.mjs"
import { arrive, comeIn, firstSoundOf, getReady, leave } from "./people.mjs"
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
    const address = `${stack.url}/r/${await makeRoom(stack)}`
    const speaker = await arrive(browser, address)
    await comeIn(speaker, "Olga")
    const first = []
    const second = []
    for (let pair = 0; pair < pairs; pair += 1) {
      const listener = await arrive(browser, address)
      first.push(await join(listener))
      await leave(listener)
      await listener.page.getByRole("button", { name: "Go back in" }).click()
      second.push(await join(listener))
      await listener.context.close()
    }
    await speaker.context.close()
    const whole = (runs) => runs.map((run) => run.sound - run.click)
    return {
      measures: [{ name: "click to first sound", unit: "ms", ours: whole(first), base: whole(second) }],
      notes: [
        `first join: ${stagesOf(first)}`,
        `second join: ${stagesOf(second)}`,
        "sound: the first decoded packet of the other's voice, by getSynchronizationSources, looked at every 4 ms",
      ],
    }
  },
}

async function join(listener) {
  const click = await getReady(listener, "Lena")
  await click()
  return firstSoundOf(listener)
}

const stages = [
  ["door", "click", "door"],
  ["connect", "door", "connected"],
  ["first sound", "connected", "sound"],
]

/**
 * The medians of a join's parts, in words.
 * @param {Awaited<ReturnType<typeof firstSoundOf>>[]} runs
 */
export function stagesOf(runs) {
  const told = stages.map(
    ([name, from, to]) => `${name} ${Math.round(median(runs.map((run) => run[to] - run[from])))} ms`,
  )
  return told.join(" + ")
}
