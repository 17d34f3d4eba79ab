#!/usr/bin/env node
// The lab's network by hand: node tests/lab/netlab.mjs up | down | status | mode a tcp443-only | impair a '{"ab":{"delay":40}}'
// | check | in srv ss -lntu      LAB_PREFIX names the namespaces ("lab"). As root.
import { spawnSync } from "node:child_process"
import { modes } from "./firewall.mjs"
import { openNetwork } from "./network.mjs"
import { checkModes } from "./network-check.mjs"
import { installPackages } from "./packages.mjs"

const network = openNetwork({ prefix: process.env.LAB_PREFIX })
const [verb, ...args] = process.argv.slice(2)

const verbs = {
  async up() {
    await installPackages()
    await network.up()
  },
  down: () => network.down(),
  status: () => console.table(network.status()),
  mode: ([client, mode]) => network.mode(client, mode),
  impair: ([client, lines]) => network.impair(client, JSON.parse(lines)),
  async check() {
    const results = await checkModes(network)
    for (const { mode, wanted, got } of results) console.log(`${got === wanted ? "ok " : "BAD"} ${mode} ${got}`)
    if (results.some(({ wanted, got }) => got !== wanted)) process.exit(1)
  },
  in([host, ...command]) {
    const [program, ...rest] = network.inside(host, command)
    process.exit(spawnSync(program, rest, { stdio: "inherit" }).status ?? 1)
  },
}

if (!verbs[verb]) {
  console.error(`netlab.mjs ${Object.keys(verbs).join(" | ")}   modes: ${modes.join(", ")}`)
  process.exit(2)
}
await verbs[verb](args)
