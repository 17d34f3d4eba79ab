import { hash, verify } from "@node-rs/argon2"

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id hash of a password, parameters included. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

let dummy: Promise<string> | undefined

/**
 * True when the password belongs to the hash. With no hash (unknown account) it does the same work against a dummy, so
 * that neither answer nor time tells whether an account exists.
 */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  dummy ??= hashPassword(crypto.randomUUID())
  const right = await verify(stored ?? (await dummy), password)
  return right && Boolean(stored)
}
