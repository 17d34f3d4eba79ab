import { expect, test } from "vitest"
import { arrange, layoutFor, listenTo, type Voice } from "@/components/call/seat-order"
import { makePerson } from "../../tests/fixtures/person"

const byName = (a: string, b: string) => a.localeCompare(b)

/** Plays lines of "who speaks at this second" and gives the order at the end. */
function play(people: string[], seconds: string[][], start: Voice[] = []): Voice[] {
  return seconds.reduce<Voice[]>(
    (voices, speakers, second) =>
      listenTo(
        voices,
        people.map((name) => makePerson(name, { speaking: speakers.includes(name) })),
        second * 1000,
      ),
    start,
  )
}

const frontOf = (voices: Voice[]) => voices.filter((voice) => voice.front).map((voice) => voice.id)

test("without any voice people sit by name and oneself last", () => {
  const seats = [makePerson("Mei"), makePerson("Anna", { isSelf: true }), makePerson("Boris")]
  const { front, rest } = arrange(seats, [], byName)
  expect(front).toEqual([])
  expect(rest.map((one) => one.name)).toEqual(["Boris", "Mei", "Anna"])
})

test("two people of one name keep their places by id", () => {
  const seats = [makePerson("Mei", { id: "z" }), makePerson("Mei", { id: "a" })]
  expect(arrange(seats, [], byName).rest.map((one) => one.id)).toEqual(["a", "z"])
})

test("a cough moves nobody, a sentence does", () => {
  expect(frontOf(play(["Ann", "Bob"], [["Bob"], [], []]))).toEqual([])
  expect(frontOf(play(["Ann", "Bob"], [["Bob"], ["Bob"]]))).toEqual(["bob"])
})

test("pauses between words belong to the sentence", () => {
  const people = [makePerson("Bob")]
  const talking = [makePerson("Bob", { speaking: true })]
  let voices = listenTo([], talking, 0)
  voices = listenTo(voices, people, 400)
  voices = listenTo(voices, talking, 900)
  voices = listenTo(voices, talking, 1300)
  expect(frontOf(voices)).toEqual(["bob"])
})

test("those in front do not change places when the other speaks", () => {
  const voices = play(["Ann", "Bob"], [["Bob"], ["Bob"], ["Ann"], ["Ann"], ["Bob"], ["Ann"]])
  expect(frontOf(voices)).toEqual(["bob", "ann"])
})

test("oneself never moves", () => {
  expect(frontOf(listenTo([], [makePerson("Me", { isSelf: true, speaking: true })], 5000))).toEqual([])
})

test("the last three who spoke stay through a silence; more than three go after twenty seconds", () => {
  const people = ["Ann", "Bob", "Cid", "Dee"]
  const spoken = people.flatMap((name) => [[name], [name]])
  const after = play(people, [...spoken, ...Array.from({ length: 40 }, (): string[] => [])])
  expect(frontOf(after)).toEqual(["bob", "cid", "dee"])
})

test("at most six stand in front, the longest silent goes", () => {
  const people = ["A", "B", "C", "D", "E", "F", "G"]
  const voices = play(
    people,
    people.flatMap((name) => [[name], [name]]),
  )
  expect(frontOf(voices)).toEqual(["b", "c", "d", "e", "f", "g"])
})

test("who leaves the call leaves the front", () => {
  const voices = play(["Ann", "Bob"], [["Bob"], ["Bob"]])
  expect(listenTo(voices, [makePerson("Ann")], 3000)).toEqual([])
})

test.each([
  [0, "alone"],
  [1, "alone"],
  [2, "two"],
  [3, "few"],
  [6, "few"],
  [7, "many"],
  [25, "many"],
])("%i people are seated as %s", (count, layout) => {
  expect(layoutFor(count)).toBe(layout)
})
