import { type ChildProcess, spawn } from "node:child_process"
import { network } from "./fixtures"

/** Starts a program on a host of the lab; whoever starts it ends it. */
export function startOn(host: string, command: string[]): ChildProcess {
  const [program = "", ...args] = network.inside(host, command)
  return spawn(program, args, { stdio: "ignore" })
}

/**
 * Runs a program on a host of the lab to its end or its limit. Never rejects.
 * @param options.env more of its environment
 */
export function runOn(
  host: string,
  command: string[],
  { env = {}, limitSeconds = 20 }: { env?: Record<string, string>; limitSeconds?: number } = {},
): Promise<{ code: number | null; output: string }> {
  const [program = "", ...args] = network.inside(host, command)
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: limitSeconds * 1000,
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part) => {
      output += part
    })
  return new Promise((done) => child.on("close", (code) => done({ code, output })))
}
