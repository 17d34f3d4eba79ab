import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { runCommand } from "../../scripts/test/command.mjs"
import { playwrightCounts, verdict } from "../../scripts/test/counts.mjs"
import { startAuthority } from "./acme.mjs"
import { startControl } from "./control.mjs"
import { checkModes } from "./network-check.mjs"
import { startProcesses } from "./server.mjs"
import { buildImages, startContainers } from "./server-containers.mjs"
import { natKinds } from "./server-nat.mjs"

const root = join(import.meta.dirname, "..", "..")
const limitSeconds = 4_500

/**
 * One kind of server from an empty network to the verdict of its tests; leaves nothing running.
 * @param {{ kind: string, dir: string, network: ReturnType<import("./network.mjs").openNetwork>, caddy: string,
 *   browsers: Record<string, string>, options: { grep?: string, keep?: boolean }, say: (line: string) => void }} given
 * @returns {Promise<{ counts: { passed: number, failed: number, skipped: number }, output: string,
 *   figures: Record<string, string> }>}
 * @throws with words for people when the ground under the tests could not be made
 */
export async function playStage({ kind, dir: above, network, caddy, browsers, options, say }) {
  const dir = join(above, kind)
  mkdirSync(dir)
  const nat = kind in natKinds ? kind : undefined
  const stops = []
  try {
    // While the engine still has the machine's own network.
    const docker = kind === "containers" ? await buildImages({ say }) : undefined
    stops.push(network.down)
    await network.up({ nat })
    const authority = await startAuthority({ network, caddy, dir })
    await checkNetwork(network)
    const server = docker
      ? await startContainers({ network, authority, env: docker, dir, say })
      : await startProcesses({ network, caddy, dir, authority, nat, say })
    stops.push(server.stop)
    const control = await startControl(server.verbs)
    stops.push(control.close)
    for (const [name, value] of Object.entries(server.figures)) say(`FIGURE server | ${name} | ${value}`)
    const env = testEnv({ kind, nat, dir, network, server, authority, control, browsers })
    const { code, output } = await runCommand(testCommand({ nat, grep: options.grep }), {
      cwd: root,
      env,
      limitSeconds,
      echo: true,
    })
    const counts = verdict(playwrightCounts(env.PLAYWRIGHT_JSON_OUTPUT_NAME), code)
    if (options.keep) await untilInterrupted(say)
    return { counts, output, figures: server.figures }
  } finally {
    for (const each of stops.reverse()) await each()
  }
}

async function checkNetwork(network) {
  const bad = (await checkModes(network)).filter(({ wanted, got }) => wanted !== got)
  if (bad.length === 0) return
  const words = bad.map(({ mode, got }) => `${mode} lets ${got} through`).join(", ")
  throw new Error(`The lab's firewalls do not do what they should: ${words}`)
}

function testCommand({ nat, grep }) {
  const cli = join(root, "node_modules", "@playwright", "test", "cli.js")
  const command = [process.execPath, cli, "test", "--config", join(import.meta.dirname, "playwright.config.ts")]
  command.push(nat ? "nat" : "--grep-invert=behind a NAT", "--reporter=list,json")
  return grep ? [...command, "--grep", grep] : command
}

function testEnv({ kind, nat, dir, network, server, authority, control, browsers }) {
  const results = join(dir, "results")
  mkdirSync(results)
  return {
    ...process.env,
    ...browsers,
    LAB_PREFIX: network.prefix,
    EARSHOT_CONTROL: control.url,
    EARSHOT_LAB_ROOT: authority.root,
    EARSHOT_LAB_NAT: nat ?? "",
    EARSHOT_LAB_SERVER: kind,
    EARSHOT_SETUP_LINK: server.setupLink ?? "",
    EARSHOT_RESULTS: results,
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(dir, "report.json"),
    ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : { FORCE_COLOR: "0" }),
  }
}

function untilInterrupted(say) {
  say("The lab stands until Ctrl-C.")
  return new Promise((done) => process.once("SIGINT", done))
}
