// A stack in a process of its own, for `ground.stackApart()`: node stack-process.mjs FOLDER. Its edge is this process. It
// stops when whoever started it lets go of the channel between them, or has gone.
import { startStack } from "../stack.mjs"

const [dir] = process.argv.slice(2)
const givenUp = new AbortController()
const send = (message) => process.connected && process.send(message)
let stack

async function stop() {
  givenUp.abort()
  await stack?.stop()
  process.exit(0)
}

process.once("disconnect", stop)
// Ctrl-C reaches the whole group; things are stopped in order by whoever started this.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {})

stack = await startStack({
  dir,
  loopback: true,
  port: 0,
  onLine: (line) => send({ line }),
  signal: givenUp.signal,
})
const { url, databaseUrl, env, pids } = stack
send({ stack: { url, databaseUrl, env, pids: { ...pids, edge: process.pid } } })
