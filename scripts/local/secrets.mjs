import { createHmac, randomBytes } from "node:crypto"
import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Problem } from "./problem.mjs"

const NAMES = ["authSecret", "livekitKey", "livekitSecret", "databasePassword"]

/**
 * The secrets of one installation, made once and kept in a file that only its owner may read.
 * @param {string} dir the data folder
 * @returns {{ authSecret: string, livekitKey: string, livekitSecret: string, databasePassword: string }}
 */
export function loadSecrets(dir) {
  const file = join(dir, "secrets.json")
  const known = readSecrets(file)
  if (known) return known
  const secrets = {
    authSecret: random(36),
    // LiveKit drops a secret that looks like a number; a letter in front can never.
    livekitKey: `API${random(9)}`,
    livekitSecret: `s${random(36)}`,
    databasePassword: random(24),
  }
  storeSecrets(dir, secrets)
  return secrets
}

/**
 * Keeps these secrets from now on.
 * @param {string} dir the data folder
 * @param {ReturnType<typeof loadSecrets>} secrets
 */
export function storeSecrets(dir, secrets) {
  const file = join(dir, "secrets.json")
  // Written beside and moved, so that a full disk never leaves half a file behind.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/**
 * The operator's one-time link; the app derives the same token and accepts it while there is no operator.
 * @param {string} authSecret
 */
export function setupToken(authSecret) {
  return createHmac("sha256", authSecret).update("setup-link").digest("base64url").slice(0, 32)
}

function readSecrets(file) {
  let text
  try {
    text = readFileSync(file, "utf8")
  } catch (error) {
    if (error.code === "ENOENT") return undefined
    throw error
  }
  const secrets = parse(text)
  if (NAMES.every((name) => typeof secrets?.[name] === "string")) return secrets
  throw new Problem(
    `${file} cannot be understood.`,
    "Put back the copy of your backup. Without it the local database cannot be opened: npm start -- --reset begins anew.",
  )
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function random(bytes) {
  return randomBytes(bytes).toString("base64url").replaceAll(/[-_]/g, "x")
}
