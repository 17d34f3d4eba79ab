import { execFile } from "node:child_process"
import { promisify } from "node:util"

const run = promisify(execFile)

async function docker(env, ...args) {
  const { stdout } = await run("docker", args, { env })
  return stdout.trim()
}

/** Sizes of the images that the stack uses, as [name, "300 MB"]. */
export async function imageSizes(env) {
  const images = (await docker(env, "compose", "config", "--images")).split("\n").filter((name) => !/^node:/.test(name))
  const sizes = [...new Set(images)].sort().map(async (name) => {
    const bytes = Number(await docker(env, "image", "inspect", "--format", "{{.Size}}", name))
    return [name, `${Math.round(bytes / 1e6)} MB`]
  })
  return Promise.all(sizes)
}

/** What each container needs while nobody does anything, and all of them, as [service, "54 MB"]. */
export async function idleMemory(env) {
  const ids = (await docker(env, "compose", "ps", "-q")).split("\n")
  const lines = (await docker(env, "stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}}", ...ids)).split("\n")
  const used = lines
    .filter((line) => !line.includes("database-port"))
    .map((line) => {
      const [name, amount] = line.split(" ")
      return [name.replace(`${env.COMPOSE_PROJECT_NAME}-`, ""), megabytes(amount)]
    })
    .sort()
  const sum = used.reduce((total, [, each]) => total + each, 0)
  return [...used, ["all", sum]].map(([name, each]) => [name, `${Math.round(each)} MB`])
}

function megabytes(amount) {
  const factor = { B: 1e-6, KiB: 1024 / 1e6, MiB: 1024 ** 2 / 1e6, GiB: 1024 ** 3 / 1e6 }
  const [, number, unit] = /^([\d.]+)(\w+)$/.exec(amount)
  return Number(number) * factor[unit]
}
