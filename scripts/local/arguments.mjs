import { parseArgs } from "node:util"
import { Problem } from "./problem.mjs"

export const HELP = `npm start -- [options]     the whole of Earshot on this machine
npm run dev                the same with hot reload

  --port N       port of the one address (3000); 0 takes any free one
  --loopback     keep everything on 127.0.0.1: no other device can take part
  --https        self-signed TLS, so that other devices in your network get a microphone
  --reset        delete all accounts, rooms and settings in .local first; asks before it does
  --yes          with --reset: do not ask
  --dev          the development server instead of the build
  --help         this text

Environment
  DATABASE_URL         a PostgreSQL of your own instead of the embedded one
  LIVEKIT_SERVER_BIN   a livekit-server of your own
  LOG_LEVEL            of the app: debug, info (default), warn, error

Data, secrets and logs are in .local. Ctrl-C stops everything.`

const OPTIONS = {
  port: { type: "string" },
  loopback: { type: "boolean", default: false },
  https: { type: "boolean", default: false },
  reset: { type: "boolean", default: false },
  yes: { type: "boolean", default: false },
  dev: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
}

/**
 * @param {string[]} argv without node and script
 * @throws {Problem}
 */
export function readArguments(argv) {
  let values
  try {
    ;({ values } = parseArgs({ args: argv, options: OPTIONS, allowPositionals: false }))
  } catch (error) {
    throw new Problem(error.message.split(". ")[0], "npm start -- --help lists what there is.")
  }
  const port = Number(values.port ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || values.port === "")
    throw new Problem(`"${values.port}" is not a port.`, "A port is a number from 1 to 65535.")
  return { ...values, port }
}
