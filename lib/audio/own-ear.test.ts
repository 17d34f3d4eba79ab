import { describe, expect, test } from "vitest"
import { hearOneself, isTalkingMuted, newOwnEar, type OwnEar } from "./own-ear"

const voice = 0.05
const room = 3e-4
const nothing = 0

/** Hears the same level for a while, from `from` on; gives the ear and the time it ended. */
function hears(ear: OwnEar, rms: number, seconds: number, muted: boolean, from: number): OwnEar {
  let now = ear
  for (let ms = 0; ms < seconds * 1000; ms += 100) now = hearOneself(now, rms, 100, muted, from + ms)
  return now
}

describe("talking while muted", () => {
  test("is told after most of a second of voice, not for the end of a sentence", () => {
    const tail = hears(newOwnEar, voice, 1.4, true, 10_000)
    expect(isTalkingMuted(tail, true, 11_400)).toBe(false)
    const talking = hears(tail, voice, 1, true, 11_500)
    expect(isTalkingMuted(talking, true, 12_500)).toBe(true)
  })

  test("not for a cough, a room or a few keys", () => {
    let ear = hears(newOwnEar, room, 3, true, 10_000)
    for (let at = 13_000; at < 30_000; at += 1000) {
      ear = hears(ear, voice, 0.2, true, at)
      ear = hears(ear, room, 0.8, true, at + 200)
    }
    expect(ear.toldAt).toBeNull()
  })

  test("goes away when unmuted or after a while, and comes back after a minute at the earliest", () => {
    const ear = hears(newOwnEar, voice, 5, true, 10_000)
    const told = ear.toldAt ?? 0
    expect(isTalkingMuted(ear, false, told + 100)).toBe(false)
    expect(isTalkingMuted(ear, true, told + 9000)).toBe(false)
    expect(hears(ear, voice, 20, true, 15_000).toldAt).toBe(told)
    expect(hears(ear, voice, 60, true, 15_000).toldAt).toBeGreaterThanOrEqual(told + 60_000)
  })

  test("muted anew within the eight seconds, the old hint stays away", () => {
    const ear = hears(newOwnEar, voice, 3, true, 10_000)
    const unmuted = hears(ear, voice, 1, false, 13_000)
    expect(isTalkingMuted(hears(unmuted, room, 0.5, true, 14_000), true, 14_500)).toBe(false)
  })
})

describe("a silent microphone", () => {
  test("is told after eight seconds of nothing, never while muted", () => {
    expect(hears(newOwnEar, nothing, 7.5, false, 0).silent).toBe(false)
    expect(hears(newOwnEar, nothing, 8, false, 0).silent).toBe(true)
    expect(hears(newOwnEar, nothing, 60, true, 0).silent).toBe(false)
  })

  test("a quiet room is no silence", () => {
    expect(hears(newOwnEar, room, 60, false, 0).silent).toBe(false)
    let ear = newOwnEar
    for (let at = 0; at < 30_000; at += 5000) ear = hears(hears(ear, nothing, 4.5, false, at), room, 0.5, false, at)
    expect(ear.silent).toBe(false)
  })

  test("one that has carried a voice is doubted later", () => {
    const worked = hears(newOwnEar, voice, 2, false, 0)
    expect(hears(worked, nothing, 20, false, 2000).silent).toBe(false)
    expect(hears(worked, nothing, 26, false, 2000).silent).toBe(true)
  })

  test("sound takes it back, one stray sample does not", () => {
    const silent = hears(newOwnEar, nothing, 9, false, 0)
    expect(hears(silent, room, 0.1, false, 9000).silent).toBe(true)
    expect(hears(silent, room, 0.4, false, 9000).silent).toBe(false)
    expect(hears(silent, nothing, 0.1, true, 9000).silent).toBe(false)
  })
})
