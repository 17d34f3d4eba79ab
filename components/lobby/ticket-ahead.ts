import type { DoorAnswer } from "@/lib/audio/door-client"

/** Milliseconds for which a ticket is used: its token lives a minute, and the way to the sound server takes some of it. */
const freshFor = 45_000

/**
 * A ticket got before the click that needs it, which saves the click a way to the server and back. Nobody sees that it was
 * asked for: a call begins with the first who is connected. Only a yes is kept; a no is asked for again, so that it is true
 * when it is shown.
 * @param ask asks the door
 */
export function createTicketAhead(ask: (name: string) => Promise<DoorAnswer>) {
  let held: { name: string; at: number; answer: Promise<DoorAnswer> } | null = null
  const isFor = (name: string) => held?.name === name && Date.now() - held.at < freshFor

  return {
    /** Somebody seems about to press the button. */
    prepare(name: string): void {
      if (isFor(name)) return
      const asked = { name, at: Date.now(), answer: ask(name) }
      held = asked
      void asked.answer.then((answer) => {
        if (answer.at !== "in" && held === asked) held = null
      })
    },
    /** The ticket that is there, or on its way; else one asked for now. Each is given once. */
    async take(name: string): Promise<DoorAnswer> {
      const ready = isFor(name) ? held : null
      held = null
      const answer = await ready?.answer
      return answer?.at === "in" ? answer : ask(name)
    },
  }
}
