// Crockford's base 32: no i, l, o, u, so a code read out or copied by hand has one spelling.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
const slugLength = 16

/** A new room code: 16 letters of a 32-letter alphabet = 80 random bits. */
export function newSlug(): string {
  let slug = ""
  for (const byte of crypto.getRandomValues(new Uint8Array(slugLength))) slug += alphabet[byte & 31]
  return slug
}

/** How a room code is shown and linked: abcd-efgh-jkmn-pqrs. */
export function showSlug(slug: string): string {
  return slug.match(/.{4}/g)?.join("-") ?? slug
}

/**
 * What a person typed or a link carried, as stored: case, dashes and look-alikes (o for 0, i and l for 1) do not matter.
 * Returns null when it cannot be a room code.
 */
export function readSlug(typed: string): string | null {
  const slug = typed.toLowerCase().replace(/[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1")
  return slug.length === slugLength && [...slug].every((letter) => alphabet.includes(letter)) ? slug : null
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** PostgreSQL answers a malformed uuid with an error instead of "no such row", so ask first. */
export function isUuid(value: string): boolean {
  return uuid.test(value)
}
