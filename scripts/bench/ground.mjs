import { fork } from "node:child_process"
import { createHmac, randomBytes, randomInt, randomUUID } from "node:crypto"
import { join } from "node:path"
import pg from "pg"
import { findBrowsers } from "../test/browsers.mjs"

/**
 * What the measurements stand on: one stack with data of its own, one browser; each is started when first asked for.
 * @param {{ dir: string, say: (line: string) => void, signal: AbortSignal }} options
 */
export function createGround({ dir, say, signal }) {
  const stops = []
  let stack
  let browser

  return {
    dir,
    say,
    signal,
    stack() {
      stack ??= startOne()
      return stack
    },
    browser() {
      browser ??= launch()
      return browser
    },
    /** Another one, in processes of its own. Whoever asks for it closes it. */
    anotherBrowser: launch,
    /** Another stack, in a process of its own, so that what its edge takes can be told from what the bench takes. */
    stackApart,
    /** @param {() => Promise<void>} stop called when the measurements are over or given up */
    atEnd: (stop) => stops.push(stop),
    async stop() {
      for (const stop of stops.splice(0).reverse()) await stop().catch((error) => say(String(error)))
    },
  }

  async function startOne() {
    const { startStack } = await import("../stack.mjs")
    const started = startStack({
      dir: join(dir, "stack"),
      loopback: true,
      port: 0,
      onLine: (line) => say(`  ${line}`),
      signal,
    })
    stops.push(() => started.then((each) => each.stop()))
    return started
  }

  async function stackApart() {
    const program = join(import.meta.dirname, "stack-process.mjs")
    const child = fork(program, [join(dir, "stack-apart")], { stdio: ["ignore", "inherit", "inherit", "ipc"] })
    const ended = new Promise((done) => child.once("exit", done))
    stops.push(async () => {
      if (child.connected) child.disconnect()
      await ended
    })
    return new Promise((resolve, reject) => {
      child.on("message", ({ line, stack: started }) => (line ? say(`  ${line}`) : resolve(started)))
      ended.then((code) => reject(new Error(`The stack ended with ${code}`)))
    })
  }

  async function launch() {
    const executablePath = await findChromium(say)
    const { chromium } = await import("@playwright/test")
    const started = await chromium.launch({ executablePath, args: chromiumArgs })
    stops.push(() => started.close())
    return started
  }
}

/**
 * @param {(line: string) => void} say
 * @returns {Promise<string>} its path
 * @throws with what to do where there is none
 */
export async function findChromium(say) {
  const { env, missing } = await findBrowsers({ say })
  const lacking = missing.find((words) => words.startsWith("chromium"))
  if (lacking) throw new Error(lacking)
  const { chromium } = await import("@playwright/test")
  return env.EARSHOT_CHROMIUM ?? chromium.executablePath()
}

/** What people have, but for the microphone. */
export const chromiumArgs = [
  "--no-sandbox",
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  "--autoplay-policy=document-user-activation-required",
  "--disable-background-networking",
  "--disable-component-update",
]

const letters = "0123456789abcdefghjkmnpqrstvwxyz"

/**
 * A room with an address of its own.
 * @param {{ databaseUrl: string }} stack
 * @returns {Promise<string>} its slug
 */
export async function makeRoom({ databaseUrl }) {
  const slug = [...randomBytes(16)].map((byte) => letters[byte & 31]).join("")
  const owner = randomUUID()
  const client = new pg.Client(databaseUrl)
  await client.connect()
  try {
    await client.query(`INSERT INTO "User" ("id", "email", "name") VALUES ($1, $2, 'Bench')`, [
      owner,
      `${owner}@earshot.test`,
    ])
    await client.query(`INSERT INTO "Room" ("id", "slug", "name", "ownerId") VALUES ($1, $2, 'Bench', $3)`, [
      randomUUID(),
      slug,
      owner,
    ])
  } finally {
    await client.end()
  }
  return slug
}

/**
 * A guest whom the app knows by its signed cookie, from an address of their own: the limits stay on, and nobody meets
 * them, as when that many people come from that many places.
 * @param {Record<string, string>} env of the app
 */
export function guestHeaders({ AUTH_SECRET }) {
  const id = randomBytes(16).toString("base64url")
  const signature = createHmac("sha256", AUTH_SECRET).update(`guest ${id}`).digest("base64url")
  const address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`
  return { cookie: `earshot-guest=${id}.${signature}`, "x-forwarded-for": address }
}
