import { accessSync, constants, mkdirSync } from "node:fs"
import { APP_SIGNALS, createApp } from "./local/app.mjs"
import { loadCertificate } from "./local/certificate.mjs"
import { startEdge } from "./local/edge.mjs"
import { createLivekit, LIVEKIT_SIGNALS } from "./local/livekit.mjs"
import { findLivekitServer } from "./local/livekit-binary.mjs"
import { findLanAddress } from "./local/network.mjs"
import { operatorExists } from "./local/operator.mjs"
import { isFree, takePorts, takeRelayRange } from "./local/ports.mjs"
import { POSTGRES_SIGNALS, preparePostgres } from "./local/postgres.mjs"
import { diskProblem, Problem } from "./local/problem.mjs"
import { endProcess, openProcessBook } from "./local/process.mjs"
import { createProgress } from "./local/progress.mjs"
import { loadSecrets, setupToken } from "./local/secrets.mjs"
import { migrate } from "./migrate.mjs"

const LOOPBACK = "127.0.0.1"
const STOP_ORDER = ["edge", "app", "livekit", "postgres"]
const HOW_TO_END = {
  app: { signals: APP_SIGNALS, group: true },
  livekit: { signals: LIVEKIT_SIGNALS },
  postgres: { signals: POSTGRES_SIGNALS },
}

/**
 * Starts everything that Earshot consists of on one machine: database, LiveKit, app, edge. All it writes is in `dir`.
 *
 * @param {object} options
 * @param {string} options.dir data, secrets, configuration, logs
 * @param {number} [options.port] of the edge; 0 takes free ports for everything, so stacks can run side by side
 * @param {boolean} [options.loopback] keep everything on 127.0.0.1
 * @param {boolean} [options.https] self-signed, for other devices in the network
 * @param {boolean} [options.dev] the development server instead of the build
 * @param {boolean} [options.turn] false: without TURN, for the test that must turn red
 * @param {Record<string, string>} [options.env] more environment for the app
 * @param {string} [options.webhookUrl] whom livekit-server tells instead of the app, for a test that stands between
 * @param {string} [options.databaseUrl] another database instead of the embedded one
 * @param {string} [options.livekitBin] livekit-server to use; otherwise one is found or fetched
 * @param {(line: string) => void} [options.onLine] takes the lines about progress and trouble
 * @param {ReturnType<typeof createProgress>} [options.progress] instead of onLine
 * @param {AbortSignal} [options.signal] gives up starting
 * @param {{ command: string, args: string[], cwd?: string, staticDir?: string }} [options.appCommand] instead of the app
 * @throws {Problem} in words for people; then nothing is left running
 */
export async function startStack({ dir, port = 3000, onLine = () => {}, ...options }) {
  const { loopback = false, https = false, dev = false, turn = true, env = {}, databaseUrl, appCommand } = options
  const { livekitBin = process.env.LIVEKIT_SERVER_BIN, progress = createProgress({ onLine }) } = options
  const say = progress.line
  makeDataFolder(dir)
  const book = openProcessBook(dir)
  await endLeftovers(book, say)
  if (port !== 0 && !(await isFree(port)))
    throw new Problem(`Port ${port} is taken.`, "Choose another one with --port.")
  book.note("start", process.pid)

  const parts = new Map()
  const givenUp = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, givenUp.signal]) : givenUp.signal
  /** Whatever runs is written down before it starts, so that giving up half-way leaves nothing. */
  function keep(name, part) {
    signal.throwIfAborted()
    parts.set(name, part)
    return part
  }
  let stopping
  function stop() {
    stopping ??= stopAll()
    return stopping
  }
  async function stopAll() {
    givenUp.abort()
    for (const name of STOP_ORDER) await parts.get(name)?.stop()
    book.close()
    process.off("exit", killRest)
  }
  // A fault may end this process without the time to stop things in order.
  const killRest = () => book.kill()
  process.once("exit", killRest)

  try {
    return await unlessAborted(begin(), signal)
  } catch (error) {
    await stop()
    throw diskProblem(error, dir) ?? error
  }

  async function begin() {
    const secrets = loadSecrets(dir)
    const lanAddress = loopback ? undefined : await findLanAddress()
    const ports = await choosePorts(port)
    const url = addressOf({ https, loopback, lanAddress, port: ports.edge })
    const [database, livekit, build] = await Promise.all([
      progress.step("Database", startDatabase, describeDatabase),
      progress.step("livekit-server", startLivekit, ({ from }) => from),
      progress.step(dev ? "Database client" : "Build", prepare, (made) =>
        made?.built === false ? "nothing has changed" : "",
      ),
    ])
    const appEnv = {
      DATABASE_URL: database.url,
      AUTH_SECRET: secrets.authSecret,
      AUTH_TRUST_HOST: "true",
      LIVEKIT_API_KEY: secrets.livekitKey,
      LIVEKIT_API_SECRET: secrets.livekitSecret,
      LIVEKIT_URL: `http://${LOOPBACK}:${ports.http}`,
      EARSHOT_URL: url,
      ...env,
    }
    const app = createApp({
      dir,
      dev,
      buildDir: build?.dir,
      command: appCommand,
      port: ports.app,
      env: appEnv,
      book,
      say,
    })
    await progress.step("App", () => keep("app", app).start())
    await progress.step("Edge", startDoor)
    return {
      url,
      appUrl: `http://${LOOPBACK}:${ports.app}`,
      setupLink: database.hasOperator ? null : `${url}/setup/${setupToken(secrets.authSecret)}`,
      databaseUrl: database.url,
      buildDir: build?.dir,
      staticDir: build?.staticDir,
      env: appEnv,
      dir,
      ports,
      lanAddress,
      get pids() {
        return Object.fromEntries(["postgres", "livekit", "app"].map((name) => [name, parts.get(name)?.pid]))
      },
      killLivekit: livekit.service.kill,
      pauseLivekit: livekit.service.stop,
      resumeLivekit: livekit.service.start,
      killApp: app.kill,
      /** @param {"app" | "postgres" | "livekit"} name ends it and leaves it so, until `resume` */
      pause: (name) => parts.get(name).stop(),
      resume: (name) => parts.get(name).start(),
      stop,
    }

    async function startDatabase() {
      const own = databaseUrl ? undefined : await startOwnDatabase()
      const address = databaseUrl ?? own.url
      const applied = await migrate(address)
      return { url: address, own: Boolean(own), applied, hasOperator: await operatorExists(address) }
    }

    async function startOwnDatabase() {
      const own = await preparePostgres({ dir, port: ports.postgres, password: secrets.databasePassword, book, say })
      await keep("postgres", own.service).start()
      await own.createDatabase()
      return own
    }

    async function startLivekit(note) {
      const { file, from } = await findLivekitServer({ named: livekitBin, note, signal })
      const config = {
        key: secrets.livekitKey,
        secret: secrets.livekitSecret,
        mode: lanAddress ? "local" : "loopback",
        lanAddress,
        ports,
        turn,
        webhookUrl: options.webhookUrl ?? `http://${LOOPBACK}:${ports.app}/api/livekit/webhook`,
      }
      const service = keep("livekit", createLivekit({ dir, binary: file, config, book, say }))
      await service.start()
      return { service, from }
    }

    async function prepare(note) {
      if (appCommand) return { staticDir: appCommand.staticDir }
      const { ensureBuild, ensureClient } = await import("./build.mjs")
      return dev ? ensureClient({ note, signal }) : ensureBuild({ note, signal })
    }

    async function startDoor() {
      const edge = await startEdge({
        port: ports.edge,
        host: loopback ? LOOPBACK : undefined,
        app: `http://${LOOPBACK}:${ports.app}`,
        livekit: `http://${LOOPBACK}:${ports.http}`,
        tls: https ? await loadCertificate(dir, lanAddress ? [LOOPBACK, lanAddress] : [LOOPBACK]) : undefined,
        staticDir: build?.staticDir,
        appSockets: dev,
      })
      keep("edge", { stop: edge.close })
    }
  }
}

function makeDataFolder(dir) {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    accessSync(dir, constants.W_OK)
  } catch (error) {
    throw diskProblem(error, dir) ?? error
  }
}

/** After a `kill -9` the database, LiveKit and the app live on; they are ended by what was written down about them. */
async function endLeftovers(book, say) {
  const leftovers = book.running()
  const other = leftovers.find(([name]) => name === "start")?.[1]
  if (other && other.pid !== process.pid)
    throw new Problem(
      `Earshot already runs from this folder (process ${other.pid}).`,
      `Use it, or stop it there with Ctrl-C (or: kill ${other.pid}) and start again.`,
    )
  const ended = leftovers.filter(([name]) => name in HOW_TO_END)
  for (const [name, record] of ended.reverse()) await endProcess(record, HOW_TO_END[name])
  if (ended.length > 0) say(`  Ended what an earlier start had left running: ${ended.map(([name]) => name).join(", ")}`)
}

async function choosePorts(port) {
  const usual = (wish) => (port === 0 ? undefined : wish)
  const ports = await takePorts({
    edge: { wish: port || undefined },
    app: { wish: usual(3001) },
    postgres: { wish: usual(5433) },
    http: { wish: usual(7880) },
    tcp: { wish: usual(7881) },
    udp: { wish: usual(7882), udp: true },
    turn: { wish: usual(3478), udp: true },
  })
  return { ...ports, relay: await takeRelayRange(port !== 0) }
}

function addressOf({ https, loopback, lanAddress, port }) {
  if (https) return `https://${lanAddress ?? LOOPBACK}:${port}`
  return `http://${loopback ? LOOPBACK : "localhost"}:${port}`
}

function describeDatabase({ own, applied }) {
  const changes =
    applied.length > 0 ? `, ${applied.length === 1 ? "1 migration" : `${applied.length} migrations`} applied` : ""
  return `${own ? "PostgreSQL of its own" : "DATABASE_URL"}${changes}`
}

function unlessAborted(work, signal) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener("abort", () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}
