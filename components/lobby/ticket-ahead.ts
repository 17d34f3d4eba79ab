import type { DoorAnswer, Wish } from "@/lib/audio/door-client"
import type { Standing } from "@/lib/audio/standing"

/** Milliseconds for which a ticket is used: its token lives a minute, and the way to the sound server takes some of it. */
const freshFor = 45_000
/** Whoever presses sooner than this after the first sign had better connect at once. */
const standsAfter = 120
/** Milliseconds in which a connection that is being built is waited for; then another one is quicker. */
const standsWithin = 2000

type Held = {
  name: string
  at: number
  answer: Promise<DoorAnswer>
  standing: Standing | null
  isUp: boolean
  timers: ReturnType<typeof setTimeout>[]
}

/**
 * `standing`: the connection that is in the call already, where the door has seated one. `raced`: one was dropped while it
 * was being built.
 */
export type Taken = { answer: DoorAnswer; standing: Standing | null; raced: boolean }

/**
 * What is got ready before the click that needs it: a ticket, which saves the click a way to the server and back, and then
 * a connection that stands, which saves it the connecting. Nobody sees either: a call begins with the first who is in it.
 * Only a yes is kept; a no is asked for again, so that it is true when it is shown.
 * @param ask asks the door
 * @param stand builds the connection, once the call's code is there
 */
export function createTicketAhead(
  ask: (name: string, wish: Wish) => Promise<DoorAnswer>,
  stand: (token: string) => Promise<Standing>,
) {
  let held: Held | null = null
  const isFor = (name: string) => held?.name === name && Date.now() - held.at < freshFor

  /** Takes what is held out of here: nothing is begun for it any more. */
  function release(): Held | null {
    const released = held
    held = null
    released?.timers.forEach(clearTimeout)
    return released
  }

  function drop(): void {
    release()?.standing?.drop()
  }

  async function build(asked: Held): Promise<void> {
    const answer = await asked.answer
    if (held !== asked) return
    if (answer.at !== "in") return void release()
    const { standing } = answer.ticket
    if (standing === null) return
    await new Promise((resolve) => asked.timers.push(setTimeout(resolve, standsAfter)))
    const built = await stand(standing).catch(() => null)
    asked.standing = built
    if (held !== asked) return built?.drop()
    asked.isUp = (await built?.up) === true
  }

  return {
    /** Somebody seems about to press the button. */
    prepare(name: string): void {
      if (isFor(name)) return
      drop()
      const asked: Held = {
        name,
        at: Date.now(),
        answer: ask(name, { ahead: true }),
        standing: null,
        isUp: false,
        timers: [],
      }
      held = asked
      asked.timers.push(setTimeout(drop, freshFor))
      void build(asked)
    },

    /** A connection stands ready for this name: no room has to be opened inside the click. */
    stands: (name: string): boolean => isFor(name) && held?.isUp === true,

    /** To be called inside the click. What is there, or on its way; else a ticket asked for now. Each is given once. */
    async take(name: string): Promise<Taken> {
      if (!isFor(name)) drop()
      const ready = release()
      const standing = ready?.standing ?? null
      standing?.allowSound()
      if (standing && (await within(standsWithin, standing.up))) {
        const answer = await ask(name, { standing: standing.sid() })
        if (answer.at === "in" && answer.ticket.seated) return { answer, standing, raced: false }
        standing.drop()
        return { answer, standing: null, raced: false }
      }
      standing?.drop()
      const answer = await ready?.answer
      const raced = standing !== null
      return { answer: answer?.at === "in" ? answer : await ask(name, {}), standing: null, raced }
    },

    /** Nobody will press it here any more. */
    drop,
  }
}

function within(ms: number, promise: Promise<boolean>): Promise<boolean> {
  return Promise.race([promise, new Promise<false>((resolve) => setTimeout(() => resolve(false), ms))])
}
