import { createHmac } from "node:crypto"
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible"
import { pool } from "@/lib/db"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"

/** How often, in how many seconds. */
const limits = {
  /** Failed sign-ins by (account, address): nobody can lock another person out from elsewhere. */
  "sign-in": { points: 5, duration: 15 * 60 },
  /** Failed sign-ins from one address over all accounts. */
  "sign-in-address": { points: 50, duration: 15 * 60 },
  "set-up": { points: 20, duration: 15 * 60 },
  /** Entering, per address: an office behind one address joins at once. */
  enter: { points: 300, duration: 60 },
  /** Entering, per actor. */
  "enter-actor": { points: 40, duration: 60 },
  /** Pages that say they go, per address: the end of a meeting must not keep an office from the next one. */
  gone: { points: 600, duration: 60 },
  /** Wrong passwords of someone signed in, by account: whoever finds a browser open may not guess. */
  password: { points: 5, duration: 15 * 60 },
  /** Forms behind one-time links, per address. */
  link: { points: 30, duration: 15 * 60 },
  /** Ways to and from another site that signs people in, per address: each makes this server ask that site. */
  oidc: { points: 120, duration: 15 * 60 },
  /** Tries to erase an account: it can be asked who else has one. */
  erase: { points: 10, duration: 60 * 60 },
  /** Mails asked for without signing in, per address. */
  "mail-ask": { points: 20, duration: 60 * 60 },
  /**
   * The same by kind and by whom they go to: past it nothing is sent, and nothing is said. By kind, so that nobody's sign-ups
   * with a stranger's address keep the stranger from a new password.
   */
  "mail-to": { points: 6, duration: 60 * 60 },
  /** Links an operator makes. */
  people: { points: 200, duration: 60 * 60 },
  rooms: { points: 60, duration: 60 * 60 },
} as const

export type Limit = keyof typeof limits

const limiters = new Map<Limit, RateLimiterPostgres>()

function limiter(limit: Limit): RateLimiterPostgres {
  const existing = limiters.get(limit)
  if (existing) return existing
  const created = new RateLimiterPostgres({
    storeClient: pool(),
    tableName: "RateLimit",
    // The table is made by a migration; letting the library make it would race between processes.
    tableCreated: true,
    keyPrefix: limit,
    ...limits[limit],
  })
  limiters.set(limit, created)
  return created
}

// Addresses and e-mails do not belong in a table of counters.
const blind = (key: string) => createHmac("sha256", env().AUTH_SECRET).update(key).digest("base64url").slice(0, 32)

/**
 * Counts one use and refuses past the limit.
 * @throws AppError too_many_tries with the seconds to wait
 */
export async function spend(limit: Limit, key: string): Promise<void> {
  try {
    await limiter(limit).consume(blind(key))
  } catch (refusal) {
    throw asRefusal(refusal)
  }
}

/** Takes back one use that should not have counted: for doors that count failures only. */
export async function giveBack(limit: Limit, key: string): Promise<void> {
  await limiter(limit).reward(blind(key))
}

/** Forgets the failures counted so far, after a success. */
export async function forgive(limit: Limit, key: string): Promise<void> {
  await limiter(limit).delete(blind(key))
}

function asRefusal(refusal: unknown): unknown {
  if (!(refusal instanceof RateLimiterRes)) return refusal
  return new AppError("too_many_tries", {}, Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)))
}
