import { expect, test } from "vitest"
import { type CallSnapshot, firstSnapshot } from "@/lib/audio/call-snapshot"
import { makePerson } from "../../tests/fixtures/person"
import { withChange } from "./snapshot-change"

const arriving = { muted: false, track: null, microphoneId: "", without: null, slug: "", name: "Anna", speakerId: "" }
const calm: CallSnapshot = {
  ...firstSnapshot(arriving, { at: "on" }, 0),
  people: [makePerson("olga"), makePerson("lena")],
  devices: { microphones: [{ id: "a", label: "A", group: "" }], speakers: [] },
}

test("what tells nothing new gives the same snapshot", () => {
  const again = {
    people: [makePerson("olga"), makePerson("lena")],
    microphone: { at: "on" } as const,
    devices: { microphones: [{ id: "a", label: "A", group: "" }], speakers: [] },
    own: { at: "fine" } as const,
    trouble: null,
  }
  expect(withChange(calm, again)).toBe(calm)
})

test("somebody who speaks is another person, and everyone else the same", () => {
  const next = withChange(calm, { people: [makePerson("olga", { speaking: true }), makePerson("lena")] })
  expect(next).not.toBe(calm)
  expect(next.people[0]).toEqual(makePerson("olga", { speaking: true }))
  expect(next.people[1]).toBe(calm.people[1])
  expect(next.devices).toBe(calm.devices)
})

test("people in another order, and fewer of them, are news", () => {
  expect(withChange(calm, { people: [makePerson("lena"), makePerson("olga")] }).people).toEqual([
    makePerson("lena"),
    makePerson("olga"),
  ])
  expect(withChange(calm, { people: [makePerson("olga")] }).people).toEqual([makePerson("olga")])
})

test("while something hurts each moment is news: its seconds are shown", () => {
  const hurt = withChange(calm, { trouble: { kind: "silent", since: 0 } })
  const later = withChange(hurt, { trouble: { kind: "silent", since: 0 } })
  expect(later).not.toBe(hurt)
  expect(later.trouble).toBe(hurt.trouble)
})
