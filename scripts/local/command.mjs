import { rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { HELP, readArguments } from "./arguments.mjs"
import { canAsk, confirm } from "./ask.mjs"
import { installDependencies, isInstalled } from "./install.mjs"
import { portOwner } from "./port-owner.mjs"
import { isFree, nextFree } from "./ports.mjs"
import { diskProblem, Problem } from "./problem.mjs"
import { endProcess, openProcessBook } from "./process.mjs"
import { createProgress } from "./progress.mjs"

const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "")
const DATA = join(ROOT, ".local")
const print = (line) => process.stdout.write(`${line}\n`)

/**
 * `npm start` once Node is known to be new enough. Loads only what Node brings until the dependencies are installed.
 * @param {string[]} argv
 */
export async function main(argv) {
  const leaving = new AbortController()
  const farewell = listenForSignals(leaving)
  let stack
  try {
    const options = readArguments(argv)
    if (options.help) return print(HELP)
    stack = await start(options, leaving.signal)
    greet(stack, options)
    await farewell
    print("\nStopping …")
    await stack.stop()
    print("Stopped. Nothing is left running.")
    process.exit(0)
  } catch (error) {
    await stack?.stop()
    if (leaving.signal.aborted) print("\nStopped before it was ready. Nothing is left running.")
    else explain(error)
    process.exit(leaving.signal.aborted ? 130 : 1)
  }
}

async function start(options, signal) {
  if (options.reset) await reset(options, signal)
  const progress = createProgress({ onLine: print, terminal: process.stdout.isTTY ? process.stdout : undefined })
  if (!isInstalled(ROOT)) await progress.step("Dependencies", () => install(signal))
  const port = await choosePort(options.port, signal)
  const { startStack } = await import("../stack.mjs")
  return startStack({
    ...options,
    dir: DATA,
    port,
    databaseUrl: process.env.DATABASE_URL || undefined,
    progress,
    signal,
  })
}

async function install(signal) {
  try {
    await installDependencies(ROOT, DATA, signal)
  } catch (error) {
    throw diskProblem(error, ROOT) ?? error
  }
}

async function reset({ yes }, signal) {
  const running = openProcessBook(DATA).running()
  if (running.some(([name]) => name === "start"))
    throw new Problem("Earshot runs from this folder.", "Stop it with Ctrl-C first.")
  if (!yes) {
    if (!canAsk())
      throw new Problem(
        "--reset deletes data and there is nobody to ask.",
        "If you are sure: npm start -- --reset --yes",
      )
    const sure = await confirm(`Delete all accounts, rooms and settings in ${DATA}?`, { usually: false, signal })
    if (!sure) throw new Problem("Nothing was deleted.")
  }
  // What an earlier start left running would go on to write into a folder that is gone.
  for (const [, record] of running.reverse()) await endProcess(record, { signals: [["SIGTERM", 3000]] })
  rmSync(DATA, { recursive: true, force: true })
  print(`✓ ${DATA} is empty${process.env.DATABASE_URL ? "; the database of DATABASE_URL was not touched" : ""}`)
}

async function choosePort(port, signal) {
  if (port === 0 || (await isFree(port))) return port
  const owner = portOwner(port)
  const free = await nextFree(port)
  const taken = `Port ${port} is taken${owner ? ` by ${owner}` : ""}.`
  if (canAsk() && (await confirm(`${taken} Use ${free} instead?`, { usually: true, signal }))) return free
  throw new Problem(taken, `End that program, or: npm start -- --port ${free}`)
}

function greet({ url, setupLink, lanAddress }, { loopback, https }) {
  print(`\n  Earshot is ready: ${url}\n`)
  if (setupLink) print(`  First, set it up (the link works once): ${setupLink}\n`)
  if (https) print("  The certificate is self-signed: each browser warns once, and you let it pass.\n")
  else if (!loopback && !lanAddress)
    print("  This machine has no network: calls work in Chromium browsers only (Firefox refuses 127.0.0.1).\n")
  print("  Ctrl-C stops it.")
}

function explain(error) {
  if (error instanceof Problem) console.error([`\n${error.message}`, ...error.todo].join("\n"))
  else console.error(`\nSomething went wrong that should not have. Please report it:\n${error.stack ?? error}`)
}

/** Ctrl-C may arrive twice, from the terminal and from npm: the second one changes nothing. */
function listenForSignals(leaving) {
  // Whoever closes the terminal takes the place where lines go.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {})
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
      process.on(signal, () => {
        leaving.abort()
        resolve()
      })
  })
}
