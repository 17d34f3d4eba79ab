import { expect, test } from "vitest"
import {
  afterLook,
  afterStep,
  isExhausted,
  isMended,
  nextStep,
  type OpenMicrophone,
  type Sight,
  type Step,
  type Tries,
  untried,
} from "@/lib/audio/watchdog"

const heard = (heardAt: number, more: Partial<OpenMicrophone> = {}): OpenMicrophone => ({
  id: "anna",
  heardAt,
  ever: true,
  serverHears: false,
  ...more,
})

const sight = (more: Partial<Sight> = {}): Sight => ({
  connection: "up",
  mendingSince: null,
  unsignalledSince: null,
  broken: false,
  hurried: false,
  reachedAt: 0,
  open: [heard(0)],
  acknowledgedAt: null,
  stopped: false,
  ...more,
})

const connection = (why: string) => ({ kind: "connection", why })

/** What is done, second by second, while the sight stays the same and no step helps. */
function stepsOf(shape: (now: number) => Partial<Sight>, seconds: number): Step[] {
  let tries: Tries = untried
  const steps: Step[] = []
  for (let now = 0; now <= seconds * 1000; now += 250) {
    const seen = sight(shape(now))
    tries = afterLook(tries, seen, now)
    const step = nextStep(tries, seen, now)
    if (!step) continue
    steps.push(step)
    tries = afterStep(tries, step, now)
  }
  return steps
}

test("a second and a half without a packet of any kind: a new connection", () => {
  expect(nextStep(untried, sight(), 1400)).toBeNull()
  expect(nextStep(untried, sight(), 1500)).toEqual(connection("silence"))
})

test("lost signalling, a lost path or another network make it one second", () => {
  for (const sign of [
    { connection: "signal" },
    { connection: "media" },
    { broken: true },
    { hurried: true },
  ] as const) {
    expect(nextStep(untried, sight(sign), 900)).toBeNull()
    expect(nextStep(untried, sight(sign), 1000)).toEqual(connection("silence"))
  }
})

test("nobody who should be heard: no silence", () => {
  expect(stepsOf(() => ({ open: [], reachedAt: 0 }), 60)).toEqual([])
})

test("the first packets of a new connection may take longer", () => {
  const open = [heard(0, { ever: false })]
  expect(nextStep(untried, sight({ open }), 3900)).toEqual({ kind: "resubscribe", id: "anna" })
  expect(nextStep(untried, sight({ open }), 4000)).toEqual(connection("silence"))
})

test("while the server is heard it is the other one who is silent: asked for anew, twice, and no more for 25 seconds", () => {
  const steps = stepsOf((now) => ({ reachedAt: now }), 24)
  expect(steps).toEqual([
    { kind: "resubscribe", id: "anna" },
    { kind: "resubscribe", id: "anna" },
  ])
})

test("whoever the server hears and we do not is lost on our side: asked for anew, then a new connection", () => {
  const steps = stepsOf(
    (now) => ({ reachedAt: now, open: [heard(0, { serverHears: true }), heard(now, { id: "b" })] }),
    7,
  )
  expect(steps.slice(0, 2)).toEqual([{ kind: "resubscribe", id: "anna" }, connection("one-missing")])
})

test("our own packets are not acknowledged: a new connection, though everyone is heard", () => {
  const own = (now: number) => sight({ reachedAt: now, open: [heard(now)], acknowledgedAt: 0 })
  expect(nextStep(untried, own(4400), 4400)).toBeNull()
  expect(nextStep(untried, own(4500), 4500)).toEqual(connection("outgoing"))
  expect(nextStep(untried, { ...own(3000), hurried: true }, 3000)).toEqual(connection("outgoing"))
})

test("alone in the call, the acknowledgements tell that the network is gone", () => {
  expect(nextStep(untried, sight({ open: [], acknowledgedAt: 0 }), 4500)).toEqual(connection("outgoing"))
})

test("an SDK that mends without end is helped after four seconds", () => {
  const mending: Partial<Sight> = { connection: "media", mendingSince: 0, open: [] }
  expect(nextStep(untried, sight(mending), 3900)).toBeNull()
  expect(nextStep(untried, sight(mending), 4000)).toEqual(connection("stuck"))
})

test("signalling that does not come back costs a new connection, late: until then everyone is heard", () => {
  const unsignalled = (now: number) =>
    sight({ connection: "signal", unsignalledSince: 0, reachedAt: now, open: [heard(now)] })
  expect(nextStep(untried, unsignalled(24_900), 24_900)).toBeNull()
  expect(nextStep(untried, unsignalled(25_000), 25_000)).toEqual(connection("signalling"))
  expect(isMended(unsignalled(26_000), "silence", 26_000)).toBe(true)
  expect(isMended(unsignalled(26_000), "signalling", 26_000)).toBe(false)
  expect(isMended({ ...unsignalled(26_000), connection: "up" }, "signalling", 26_000)).toBe(true)
})

test("an element that stands still is played, twice at most", () => {
  const steps = stepsOf((now) => ({ reachedAt: now, open: [heard(now)], stopped: true }), 30)
  expect(steps).toEqual([{ kind: "play" }, { kind: "play" }])
})

test("never loops: whatever is wrong for an hour, at most two tries of each", () => {
  const shapes: ((now: number) => Partial<Sight>)[] = [
    () => ({}),
    (now) => ({ reachedAt: now }),
    (now) => ({ reachedAt: now, open: [heard(0, { serverHears: true })] }),
    (now) => ({ reachedAt: now, open: [heard(now)], acknowledgedAt: 0 }),
    (now) => ({ reachedAt: now, stopped: true }),
  ]
  for (const shape of shapes) {
    const count = new Map<string, number>()
    for (const { kind } of stepsOf(shape, 3600)) count.set(kind, (count.get(kind) ?? 0) + 1)
    for (const times of count.values()) expect(times).toBeLessThanOrEqual(2)
  }
})

test("where no connection lives, one is taken again and again, never more than four in a minute", () => {
  const steps = stepsOf(() => ({ connection: "media", mendingSince: 0 }), 3600)
  expect(steps.length).toBeGreaterThan(200)
  expect(steps.length).toBeLessThanOrEqual(2 + 4 * 60)
})

test("a trouble with tries of its own begins only after three quiet seconds", () => {
  const step: Step = { kind: "connection", why: "silence" }
  let tries = afterStep(afterStep(untried, step, 0), step, 5000)
  expect(isExhausted(tries)).toBe(true)
  const fine = (now: number) => sight({ reachedAt: now, open: [heard(now)] })
  tries = afterLook(tries, fine(6000), 6000)
  expect(isExhausted(tries)).toBe(false)
  tries = afterLook(tries, fine(8900), 8900)
  expect(nextStep(tries, sight(), 11_000)).toBeNull()
  tries = afterLook(tries, fine(9000), 9000)
  expect(nextStep(tries, sight(), 11_000)).toEqual(connection("silence"))
})

test("sound that comes back by itself makes a new connection needless", () => {
  expect(isMended(sight({ open: [heard(9500)], reachedAt: 9500 }), "silence", 10_000)).toBe(true)
  expect(isMended(sight({ open: [heard(8000)], reachedAt: 9500 }), "silence", 10_000)).toBe(false)
  expect(isMended(sight({ open: [], reachedAt: 9500 }), "silence", 10_000)).toBe(true)
  expect(isMended(sight({ open: [], reachedAt: 8000 }), "silence", 10_000)).toBe(false)
  expect(isMended(sight({ open: [heard(9500)], acknowledgedAt: 2000 }), "silence", 10_000)).toBe(false)
  expect(isMended(sight({ open: [heard(9500)], connection: "media" }), "silence", 10_000)).toBe(false)
})
