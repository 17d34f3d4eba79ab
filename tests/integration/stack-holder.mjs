// Holds a stack until it is killed, as `npm start` does.
import { fileURLToPath } from "node:url"
import { startStack } from "../../scripts/stack.mjs"

const standIn = fileURLToPath(new URL("./stand-in-app.mjs", import.meta.url))
const stack = await startStack({
  dir: process.argv[2],
  port: 0,
  loopback: true,
  appCommand: { command: process.execPath, args: [standIn] },
})
process.stdout.write(`${JSON.stringify({ url: stack.url, pids: stack.pids })}\n`)
