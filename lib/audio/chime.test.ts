import { describe, expect, test } from "vitest"
import { type ChimeMemory, chimeFor, chimeVolume, nothingHeard } from "./chime"
import { notesInARow } from "./tones"

const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`)
const known = (ids: string[]): ChimeMemory => ({ ids, moves: [] })

describe("the chime", () => {
  test("not for those who are there already", () => {
    expect(chimeFor(nothingHeard, people(3), 0).chime).toBeNull()
  })

  test("for one who comes and one who goes", () => {
    expect(chimeFor(known(["a"]), ["a", "b"], 0).chime).toBe("join")
    expect(chimeFor(known(["a", "b"]), ["a"], 0).chime).toBe("leave")
    expect(chimeFor(known(["a"]), ["a"], 0).chime).toBeNull()
  })

  test("not when many come at once, nor one after the other in a rush", () => {
    expect(chimeFor(known([]), people(5), 0).chime).toBeNull()
    let memory = known([])
    const heard: unknown[] = []
    for (let count = 1; count <= 6; count += 1) {
      const next = chimeFor(memory, people(count), count * 500)
      memory = next.memory
      heard.push(next.chime)
    }
    expect(heard).toEqual(["join", "join", "join", null, null, null])
    expect(chimeFor(memory, people(7), 10_000).chime).toBe("join")
  })

  test("not in a call of more than twenty", () => {
    expect(chimeFor(known(people(18)), people(19), 0).chime).toBe("join")
    expect(chimeFor(known(people(19)), people(20), 0).chime).toBeNull()
  })

  test("is soft, and begins and ends in silence", () => {
    const samples = notesInARow([587.33, 880], chimeVolume)
    expect(Math.max(...samples.map(Math.abs))).toBeLessThanOrEqual(chimeVolume)
    expect(Math.abs(samples.at(0) ?? 1)).toBeLessThan(1e-3)
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(1e-3)
  })
})
