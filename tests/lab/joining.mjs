// node tests/lab/joining.mjs --pairs N --dir FOLDER --file FILE: joins over lines of growing delay, for npm run bench. Our
// page through the real edge and a bare livekit-client page whose SFU has a host name of its own join the same call in
// turn, with somebody in it who plays a tone. FILE gets {"rounds", "protocols"}, or {"unmeasured": why} where the lab cannot be.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { parseArgs } from "node:util"
import { chromium } from "@playwright/test"
import { bareAddress, callOf, layBarePage } from "../../scripts/bench/bare-page.mjs"
import { chromiumArgs, findChromium } from "../../scripts/bench/ground.mjs"
import { arrive, comeIn, firstSoundOf, getReady, leave } from "../../scripts/bench/people.mjs"
import { loadSecrets } from "../../scripts/local/secrets.mjs"
import { startAuthority } from "./acme.mjs"
import { findCaddy } from "./caddy.mjs"
import { openNetwork, server } from "./network.mjs"
import { installPackages } from "./packages.mjs"
import { startProcesses } from "./server.mjs"
import { makeBrowserFolders } from "./trust.mjs"

/** Milliseconds of added delay, there and back. */
const delays = [0, 50, 100, 200]
const certificatesWithin = 60_000

const { values: options } = parseArgs({
  options: { pairs: { type: "string" }, dir: { type: "string" }, file: { type: "string" } },
})
const { dir } = options
const pairs = Number(options.pairs)
const say = (line) => console.log(`  ${line}`)
// A name of its own: the lab of the tests may stand beside it.
const network = openNetwork({ prefix: process.env.LAB_PREFIX ?? "bench" })
const stops = []
let stopping

function stop() {
  stopping ??= (async () => {
    for (const each of stops.splice(0).reverse()) await each()
  })()
  return stopping
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.once(signal, () => stop().finally(() => process.exit(130)))

async function findInstruments() {
  await installPackages(say)
  if (network.exists())
    throw new Error(`A lab stands already: LAB_PREFIX=${network.prefix} node tests/lab/netlab.mjs down`)
  return { program: await findChromium(say), caddy: await findCaddy(say) }
}

/** The server's own edge with two more names: one for the bare page, and one for the SFU, which it speaks to directly. */
function edgeWithMore() {
  const folder = join(dir, "bare")
  layBarePage(folder)
  const config = join(dir, "Caddyfile")
  writeFileSync(
    config,
    `import ${join(import.meta.dirname, "..", "..", "edge", "Caddyfile")}

${server.more.page} {
	root * ${folder}
	encode gzip
	file_server
}

${server.more.sfu} {
	reverse_proxy {$LIVEKIT_UPSTREAM}
}
`,
  )
  return config
}

async function browserOn(host, { program, authority }) {
  const { home } = makeBrowserFolders({ dir: join(dir, `browser-${host}`), root: authority.root })
  const browser = await chromium.launch({
    executablePath: join(import.meta.dirname, "in-namespace.sh"),
    env: { ...process.env, LAB_SPACE: network.space(host), LAB_PROGRAM: program, HOME: home },
    args: chromiumArgs,
  })
  stops.push(() => browser.close())
  return browser
}

/** The edge has its own certificate when it is up; those of the two more names come after. */
async function untilCertified(browser) {
  const page = await browser.newPage()
  for (const name of Object.values(server.more)) {
    const deadline = Date.now() + certificatesWithin
    for (;;) {
      const error = await page.goto(`https://${name}/`).then(
        () => undefined,
        (reason) => reason,
      )
      if (!error) break
      if (Date.now() > deadline) throw error
      await wait(500)
    }
  }
  await page.close()
}

function setDelay(delay) {
  const line = { delay: delay / 2 }
  network.impair("a", { ab: line, ba: line })
}

async function joinOnce(browser, address, name) {
  const person = await arrive(browser, address)
  try {
    const click = await getReady(person, name)
    await click()
    const times = await firstSoundOf(person)
    await leave(person)
    return times
  } finally {
    await person.context.close()
  }
}

async function measure({ program, caddy }) {
  stops.push(network.down)
  await network.up()
  const authority = await startAuthority({ network, caddy, dir })
  const started = await startProcesses({ network, caddy, dir, authority, config: edgeWithMore(), say })
  stops.push(started.stop)
  const address = `https://${server.name}/r/${await started.verbs.room()}`
  const listener = await browserOn("a", { program, authority })
  await untilCertified(listener)
  const speaker = await arrive(await browserOn("c", { program, authority }), address, { tone: 440, lookEveryMs: 0 })
  await comeIn(speaker, "Olga")
  const { livekitKey: key, livekitSecret: secret } = loadSecrets(join(dir, "server"))
  const place = { page: `https://${server.more.page}`, sfu: `https://${server.more.sfu}`, key, secret }
  const callId = await callOf(speaker)
  const joins = {
    ours: () => joinOnce(listener, address, "Lena"),
    base: () => joinOnce(listener, bareAddress({ ...place, callId }), null),
  }
  // What the first visit of each compiles and caches on the server is nobody's round trip.
  for (const who of ["ours", "base"]) await joins[who]()
  const rounds = []
  for (let pair = 0; pair < pairs; pair += 1)
    for (const delay of delays) {
      setDelay(delay)
      const times = {}
      // Who comes first changes, so that neither always meets the state which the other has left.
      for (const who of pair % 2 === 0 ? ["ours", "base"] : ["base", "ours"]) times[who] = await joins[who]()
      const told = Object.entries(times).map(([who, { click, sound }]) => `${who} ${Math.round(sound - click)} ms`)
      say(`${pair + 1} of ${pairs}, ${delay} ms of delay: ${told.sort().reverse().join(", ")}`)
      rounds.push({ delay, ...times })
    }
  return { rounds, protocols: protocolsOfSignalling() }
}

/** What our page's signalling came over, by the edge's log: over anything but the page's HTTP/2 it costs more round trips. */
function protocolsOfSignalling() {
  const lines = readFileSync(join(dir, "server", "logs", "edge.log"), "utf8").split("\n")
  const asked = lines.filter((line) => line.includes('"uri":"/rtc') && line.includes(`"host":"${server.name}"`))
  return [...new Set(asked.map((line) => line.match(/"proto":"([^"]+)"/)?.[1]))]
}

const write = (found) => writeFileSync(options.file, JSON.stringify(found))
mkdirSync(dir, { recursive: true })
let code = 0
try {
  const instruments = await findInstruments().catch((error) => write({ unmeasured: error.message }))
  if (instruments) write(await measure(instruments))
} catch (error) {
  code = 1
  say([error.stack ?? error, ...(error.todo ?? [])].join("\n  "))
} finally {
  await stop()
}
process.exit(code)
