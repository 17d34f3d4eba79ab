import { useEffect, useRef } from "react"
import type { CallSnapshot } from "@/lib/audio/call-snapshot"
import { chimeFor, nothingHeard, playChime } from "@/lib/audio/chime"

/** Lets hear that people come and go. */
export function useChimes({ people, trouble, speakerId }: CallSnapshot, on: boolean): void {
  const memory = useRef(nothingHeard)
  const isCalm = trouble === null
  useEffect(() => {
    const others = people.filter((person) => !person.isSelf).map((person) => person.id)
    const next = chimeFor(memory.current, others, Date.now())
    memory.current = next.memory
    // Whoever comes back with a connection of ours has not come.
    if (next.chime && on && isCalm) playChime(next.chime, speakerId)
  }, [people, isCalm, on, speakerId])
}
