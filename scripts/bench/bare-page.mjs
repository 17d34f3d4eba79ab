import { createHmac, randomUUID } from "node:crypto"
import { copyFileSync, mkdirSync, readFileSync } from "node:fs"
import { createServer } from "node:http"
import { join } from "node:path"

const library = join(import.meta.dirname, "..", "..", "node_modules", "livekit-client", "dist", "livekit-client.umd.js")
const files = {
  "index.html": { from: join(import.meta.dirname, "bare-page.html"), type: "text/html; charset=utf-8" },
  "livekit-client.js": { from: library, type: "text/javascript" },
}

/** The page as files, for another server. */
export function layBarePage(folder) {
  mkdirSync(folder, { recursive: true })
  for (const [name, { from }] of Object.entries(files)) copyFileSync(from, join(folder, name))
}

/**
 * The page on loopback, at an origin of its own.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveBarePage() {
  const server = createServer((request, response) => {
    const file = files[request.url === "/" ? "index.html" : request.url.slice(1)]
    if (!file) return response.writeHead(404).end()
    response.writeHead(200, { "content-type": file.type }).end(readFileSync(file.from))
  })
  await new Promise((done) => server.listen(0, "127.0.0.1", done))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  }
}

/**
 * Where somebody joins a call without our page: the token is in the address.
 * @param {{ page: string, sfu: string, key: string, secret: string, callId: string }} place page and sfu: origins; the
 *   SFU is spoken to directly, so neither door nor gate is in it
 */
export function bareAddress({ page, sfu, key, secret, callId }) {
  const token = barePass({ key, secret, callId })
  return `${page}/#${new URLSearchParams({ sfu: sfu.replace(/^http/, "ws"), token })}`
}

/** A token with what the door grants a guest. By hand: only lib/livekit may use the SDK that signs tokens. */
export function barePass({ key, secret, callId }) {
  const now = Math.floor(Date.now() / 1000)
  const video = {
    room: callId,
    roomJoin: true,
    canPublish: true,
    canPublishSources: ["microphone"],
    canSubscribe: true,
    canPublishData: false,
    canUpdateOwnMetadata: false,
  }
  const claims = { iss: key, sub: randomUUID(), name: "Lena", nbf: now - 5, exp: now + 600, video }
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url")
  const told = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`
  return `${told}.${createHmac("sha256", secret).update(told).digest("base64url")}`
}

/** The call that a page of ours is in, by what it keeps for its tab. */
export const callOf = ({ page }) => page.evaluate(() => JSON.parse(sessionStorage.getItem("earshot.call")).callId)
