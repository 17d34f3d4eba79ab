import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto"
import { env } from "@/lib/env"

const cipher = "aes-256-gcm"
const ivLength = 12
const tagLength = 16

const secret = () => createHmac("sha256", env().AUTH_SECRET).update("job-payload").digest()

/** Anything that is JSON, unreadable to whoever has the database but not AUTH_SECRET. */
export function seal(value: unknown): string {
  const iv = randomBytes(ivLength)
  const sealing = createCipheriv(cipher, secret(), iv)
  const body = Buffer.concat([sealing.update(JSON.stringify(value), "utf8"), sealing.final()])
  return Buffer.concat([iv, sealing.getAuthTag(), body]).toString("base64url")
}

/**
 * What was sealed.
 * @throws Error when it was altered, or sealed under another AUTH_SECRET
 */
export function unseal(sealed: string): unknown {
  const bytes = Buffer.from(sealed, "base64url")
  const opening = createDecipheriv(cipher, secret(), bytes.subarray(0, ivLength), { authTagLength: tagLength })
  opening.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
  const body = Buffer.concat([opening.update(bytes.subarray(ivLength + tagLength)), opening.final()])
  return JSON.parse(body.toString("utf8"))
}
