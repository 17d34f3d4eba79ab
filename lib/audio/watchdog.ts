import { firstWithin } from "@/lib/audio/hearing"

/** Somebody else's microphone that is on: packets should arrive from it. Times in milliseconds of the clock of `now`. */
export type OpenMicrophone = {
  id: string
  /** The last packet, or when it was opened. */
  heardAt: number
  /** Has anything arrived from it on this connection? */
  ever: boolean
  /** The sound server hears it at this moment: then what is missing is lost on the way to us. */
  serverHears: boolean
}

/** What is known of the call's connection at one moment. */
export type Sight = {
  /** What the SDK says: "signal" while only signalling is lost, "media" while it builds a new connection, or none lives. */
  connection: "up" | "signal" | "media"
  /** How long the SDK has said "media". */
  mendingSince: number | null
  /** How long the SDK has said "signal". */
  unsignalledSince: number | null
  /** ICE has lost its path. */
  broken: boolean
  /** The browser has just told of another network, or the computer has just woken up. */
  hurried: boolean
  /** The last packet of any kind. */
  reachedAt: number
  open: OpenMicrophone[]
  /** Our own microphone: when the server said last that packets arrive; null while it need not. */
  acknowledgedAt: number | null
  /** Elements stand still that should play, although the browser lets them. */
  stopped: boolean
}

export type Why = "silence" | "outgoing" | "one-missing" | "stuck" | "signalling"

export type Step = { kind: "connection"; why: Why } | { kind: "resubscribe"; id: string } | { kind: "play" }

/** What was tried in the trouble that goes on. */
export type Tries = {
  connection: { times: number; at: number }
  play: { times: number; at: number }
  resubscribe: ReadonlyMap<string, { times: number; at: number }>
  /** Since when nothing is wrong; null while something is. */
  wellSince: number | null
}

export const untried: Tries = {
  connection: { times: 0, at: 0 },
  play: { times: 0, at: 0 },
  resubscribe: new Map(),
  wellSince: null,
}

export const mostTries = 2

/**
 * Milliseconds without a packet of any kind. With DTX off an open microphone sends 50 a second. The door is asked before
 * anything is given up, so a line that only stumbled is heard again before its answer is here.
 */
export const silentAfter = 1500
/** The same, when something else says as well that the network is not what it was. */
export const silentAfterInHurry = 1000
/** The server acknowledges once a second; at 20 % loss reports were up to 3.1 s apart. */
const unacknowledgedAfter = 4500
const unacknowledgedAfterInHurry = 3000
const missingAfter = 3000
const missingAgainAfter = 5000
/** A single person of whom nothing arrives is most often at fault themselves; the server drops them after 20 s. */
const missingForLong = 25_000
const playAgainAfter = 2000
/** The SDK mends in 2 to 5 s, and now and then without end (Firefox after a server was killed). */
const mendsWithin = 4000
/** Where no connection lives at all there is none to give up: tried again and again, at this pace, as after a disconnect. */
const stuckAgainAfter = 15_000
/** Without signalling nobody who comes in is heard, though everyone else is. */
const signalsWithin = 25_000
const wellFor = 3000

/** What to do next, or null: nothing is wrong, or all has been tried. */
export function nextStep(tries: Tries, sight: Sight, now: number): Step | null {
  const why = whyConnection(tries, sight, now)
  if (why && tries.connection.times < mostTries) return { kind: "connection", why }
  if (isStuck(sight, now) && now - tries.connection.at >= stuckAgainAfter) return { kind: "connection", why: "stuck" }
  if (why) return null
  if (sight.stopped && tries.play.times < mostTries && now - tries.play.at > playAgainAfter) return { kind: "play" }
  const missing = sight.open.find((each) => {
    const before = tries.resubscribe.get(each.id)
    if (before && (before.times >= mostTries || now - before.at < missingAgainAfter)) return false
    return now - each.heardAt >= missingAfter && sight.connection === "up"
  })
  return missing ? { kind: "resubscribe", id: missing.id } : null
}

/** Is the call's connection in a trouble that only a new one ends, and which? */
function whyConnection(tries: Tries, sight: Sight, now: number): Why | null {
  if (isSilent(sight, now)) return "silence"
  if (isStuck(sight, now)) return "stuck"
  const acknowledgedWithin = isHurried(sight) ? unacknowledgedAfterInHurry : unacknowledgedAfter
  if (sight.acknowledgedAt !== null && now - sight.acknowledgedAt >= acknowledgedWithin) return "outgoing"
  const lost = sight.open.some(({ id, heardAt, serverHears }) => {
    const before = tries.resubscribe.get(id)
    if (!before || now - before.at < missingAfter || now - heardAt < missingAfter) return false
    return serverHears || now - heardAt >= missingForLong
  })
  if (lost) return "one-missing"
  const unsignalled = sight.unsignalledSince !== null && now - sight.unsignalledSince >= signalsWithin
  return unsignalled ? "signalling" : null
}

/**
 * Nothing arrives at all. Somebody's silence alone proves nothing about our own connection: while the server is heard, by
 * whatever packets, it is they who have lost theirs.
 */
function isSilent(sight: Sight, now: number): boolean {
  const patience = isHurried(sight) ? silentAfterInHurry : silentAfter
  if (sight.open.length === 0 || now - sight.reachedAt < patience) return false
  return sight.open.every(({ heardAt, ever }) => now - heardAt >= (ever ? patience : firstWithin))
}

function isStuck({ mendingSince }: Sight, now: number): boolean {
  return mendingSince !== null && now - mendingSince >= mendsWithin
}

function isHurried({ hurried, broken, connection }: Sight): boolean {
  return hurried || broken || connection !== "up"
}

/** Nothing is wrong that anyone could hear. */
export function isWell(sight: Sight, now: number): boolean {
  const heard = sight.open.every((each) => each.ever && now - each.heardAt < silentAfterInHurry)
  const acknowledged = sight.acknowledgedAt === null || now - sight.acknowledgedAt < unacknowledgedAfterInHurry
  return heard && acknowledged && !sight.stopped && sight.connection !== "media"
}

/** Sound flows again on the old connection, so a new one that is still being prepared for this reason is needless. */
export function isMended(sight: Sight, why: Why, now: number): boolean {
  if (why === "signalling" && sight.connection !== "up") return false
  const someone = sight.open.length === 0 ? now - sight.reachedAt < silentAfterInHurry : true
  return isWell(sight, now) && someone
}

/** Has everything been tried that could be, without success? */
export function isExhausted(tries: Tries): boolean {
  return tries.connection.times >= mostTries && tries.wellSince === null
}

export function afterStep(tries: Tries, step: Step, now: number): Tries {
  const after = { ...tries, wellSince: null }
  switch (step.kind) {
    case "connection":
      return { ...after, connection: { times: tries.connection.times + 1, at: now } }
    case "play":
      return { ...after, play: { times: tries.play.times + 1, at: now } }
    case "resubscribe": {
      const times = (tries.resubscribe.get(step.id)?.times ?? 0) + 1
      return { ...after, resubscribe: new Map(tries.resubscribe).set(step.id, { times, at: now }) }
    }
  }
}

/** A trouble is over when all has been well for a while: what comes later is another one, with tries of its own. */
export function afterLook(tries: Tries, sight: Sight, now: number): Tries {
  if (!isWell(sight, now)) return tries.wellSince === null ? tries : { ...tries, wellSince: null }
  if (tries.wellSince === null) return { ...tries, wellSince: now }
  return now - tries.wellSince >= wellFor ? { ...untried, wellSince: tries.wellSince } : tries
}
