// What a server of one's own runs, as processes on the lab's server: PostgreSQL, livekit-server, the app, the edge.
// Started inside its namespace by server.mjs, which speaks to it over the channel between the two processes.
import { spawn } from "node:child_process"
import { mkdirSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { connect } from "node:tls"
import { makeRoom } from "../../scripts/bench/ground.mjs"
import { comesBack } from "../../scripts/container/addresses.mjs"
import { createApp } from "../../scripts/local/app.mjs"
import { createLivekit } from "../../scripts/local/livekit.mjs"
import { openLog } from "../../scripts/local/log-file.mjs"
import { preparePostgres } from "../../scripts/local/postgres.mjs"
import { openProcessBook } from "../../scripts/local/process.mjs"
import { loadSecrets, setupToken } from "../../scripts/local/secrets.mjs"
import { createService } from "../../scripts/local/service.mjs"
import { migrate } from "../../scripts/migrate.mjs"
import { edgeGlobal } from "./edge-settings.mjs"
import { server } from "./network.mjs"

const source = join(import.meta.dirname, "..", "..", "edge")
const { dir, caddy, livekit, build, authority, nat, config } = JSON.parse(process.argv[2] ?? "{}")
const loopback = "127.0.0.1"
const pauseMs = 5000
const ports = { app: 3000, postgres: 5432, http: 7880, tcp: 7881, udp: 7882, turn: 3478, relay: [30000, 30199] }
const ownAddress = nat ? server.behind : server.address
const say = (line) => console.log(`  ${line}`)
const book = openProcessBook(dir)
mkdirSync(dir, { recursive: true, mode: 0o700 })
const secrets = loadSecrets(dir)
const running = new Map()
let databaseUrl

async function keep(name, service) {
  await running.get(name)?.stop()
  running.set(name, service)
  await service.start()
}

async function startDatabase() {
  const { url, service, createDatabase } = await preparePostgres({
    dir,
    port: ports.postgres,
    password: secrets.databasePassword,
    book,
    say,
  })
  await keep("postgres", service)
  await createDatabase()
  await migrate(url)
  return url
}

/** @param {{ turn: boolean, inner: string }} options inner: the address at which only the edge finds TURN */
function startLivekit({ turn, inner }) {
  const place = { name: server.name, publicAddress: server.address, ownAddress, innerAddress: inner }
  const config = {
    key: secrets.livekitKey,
    secret: secrets.livekitSecret,
    mode: "server",
    server: place,
    ports,
    turn,
    webhookUrl: `http://${loopback}:${ports.app}/api/livekit/webhook`,
  }
  return keep("livekit", createLivekit({ dir, binary: livekit, config, book, say }))
}

function startApp() {
  const env = {
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: secrets.authSecret,
    AUTH_TRUST_HOST: "true",
    LIVEKIT_API_KEY: secrets.livekitKey,
    LIVEKIT_API_SECRET: secrets.livekitSecret,
    LIVEKIT_URL: `http://${loopback}:${ports.http}`,
  }
  return keep("app", createApp({ dir, dev: false, buildDir: build.dir, port: ports.app, env, book, say }))
}

/** @param {{ inner: string }} options */
function startEdge({ inner }) {
  const log = openLog(dir, "edge")
  const folders = Object.fromEntries(["run", "data", "static"].map((name) => [name, join(dir, `edge-${name}`)]))
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true })
  const files = join(folders.static, "_next")
  mkdirSync(files, { recursive: true })
  linkOnce(build.staticDir, join(files, "static"))
  const env = {
    PATH: process.env.PATH,
    HOME: folders.data,
    XDG_DATA_HOME: folders.data,
    XDG_CONFIG_HOME: folders.data,
    GODEBUG: "http2xconnect=1",
    PUBLIC_HOST: server.name,
    APP_UPSTREAM: `${loopback}:${ports.app}`,
    LIVEKIT_UPSTREAM: `${loopback}:${ports.http}`,
    TURN_UPSTREAM: `${inner}:5349`,
    STATIC_ROOT: folders.static,
    EDGE_RUN: folders.run,
    EDGE_PAGES: join(source, "pages"),
    EDGE_GLOBAL: edgeGlobal({ authority, inner, own: ownAddress }),
  }
  const args = ["run", "--adapter", "caddyfile", "--config", config ?? join(source, "Caddyfile")]
  const service = createService({
    name: "edge",
    title: "The edge",
    log: log.path,
    signals: [["SIGTERM", 7000]],
    book,
    say,
    spawn: () => spawn(caddy, args, { env, detached: true, stdio: ["ignore", log.fd, log.fd] }),
    answers: hasCertificate,
    patience: 60_000,
  })
  return keep("edge", service)
}

function linkOnce(target, path) {
  try {
    symlinkSync(target, path)
  } catch (error) {
    if (error.code !== "EEXIST") throw error
  }
}

/** Any certificate: whether it is a good one is the browsers' judgement. */
function hasCertificate() {
  return new Promise((done) => {
    const socket = connect({ host: ownAddress, port: 443, servername: server.name, rejectUnauthorized: false })
    const answer = (yes) => {
      socket.destroy()
      done(yes)
    }
    socket.setTimeout(1000, () => answer(false))
    socket.once("secureConnect", () => answer(true))
    socket.once("error", () => answer(false))
  })
}

const relays = {
  on: { turn: true, inner: server.inner },
  off: { turn: false, inner: server.inner },
  // What an installation does that lets its edge dial 127.0.0.1.
  "through loopback": { turn: true, inner: loopback },
}

const verbs = {
  async start() {
    databaseUrl = await startDatabase()
    // Port 7882 must be free for this look.
    const back = nat && (await comesBack({ publicAddress: server.address, ownAddress, port: ports.udp }))
    await startLivekit(relays.on)
    await startApp()
    const began = performance.now()
    await startEdge(relays.on)
    const setupLink = `https://${server.name}/setup/${setupToken(secrets.authSecret)}`
    return { setupLink, back, certificateSeconds: (performance.now() - began) / 1000 }
  },
  async relay(kind) {
    await startLivekit(relays[kind])
    await startEdge(relays[kind])
  },
  /** A room without an owner who signs in: its slug. */
  room: () => makeRoom({ databaseUrl }),
  /** What befalls one of them, see control.mjs. */
  async fault(name, how) {
    const service = running.get(name)
    if (how === "kill") return service.kill()
    if (how === "restart") {
      await service.stop()
      return service.start()
    }
    const { pid } = service
    process.kill(pid, "SIGSTOP")
    setTimeout(() => process.kill(pid, "SIGCONT"), pauseMs)
  },
  async stop() {
    for (const name of ["edge", "app", "livekit", "postgres"]) await running.get(name)?.stop()
    book.close()
    setImmediate(() => process.exit(0))
  },
}

process.on("message", async ({ id, verb, args }) => {
  try {
    process.send({ id, answer: await verbs[verb](...args) })
  } catch (error) {
    process.send({ id, error: [error.message, ...(error.todo ?? [])].join("\n  ") })
  }
})
process.on("disconnect", () => verbs.stop())
