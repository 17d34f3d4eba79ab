import { spawn } from "node:child_process"

export type Outcome = { code: number | null; output: string }

/**
 * Runs a shell command as the documentation writes it, in the project's folder: the environment says which stack it means.
 * @param env more of its environment
 * @returns what it said on both streams; never rejects
 */
export function shell(command: string, env: Record<string, string> = {}): Promise<Outcome> {
  const child = spawn("sh", ["-c", command], { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] })
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part) => {
      output += part
    })
  return new Promise((done) => child.on("close", (code) => done({ code, output })))
}

/** The same where anything but success is a fault. */
export async function succeed(command: string, env: Record<string, string> = {}): Promise<string> {
  const { code, output } = await shell(command, env)
  if (code !== 0) throw new Error(`${command}: exit code ${code}\n${output}`)
  return output
}

export type Container = {
  ID: string
  Name: string
  Service: string
  Health: string
  Publishers: { URL: string; TargetPort: number; PublishedPort: number; Protocol: string }[] | null
}

/** The running containers, or those of one service. */
export async function containers(service = ""): Promise<Container[]> {
  const lines = (await succeed(`docker compose ps --format json ${service}`)).trim().split("\n")
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as Container)
}

/** Ends everything that runs in a container at once, as a crash would: its restart policy brings it back. */
export async function crash(container: Container): Promise<void> {
  await shell(`docker exec ${container.ID} sh -c 'kill -9 -1'`)
}
