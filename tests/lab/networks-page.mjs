import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { readFigures } from "../../scripts/test/figures.mjs"
import { versionsOf } from "../../scripts/test/versions.mjs"

const intro = `# Sound through firewalls

Three people, each behind a NAT and a firewall of their own, call a server at \`https://meet.test\` in a network of Linux
namespaces: real browsers, a certificate obtained over ACME and checked by them, one name and one port 443. What is measured
is measured in the browsers: "heard" means that the other's tone is decoded and played (packets, samples and energy grow, the
element plays). Lines take 20 ms there and back. Milliseconds run from the click on the button that joins; "sound" is the first sound of somebody else that is
played, "tone" the moment at which a spectrum shows one of their tones, which itself takes some 50 ms of it.

Written by \`npm run test:lab\`: do not edit. How it works: tests/lab.
`

/**
 * Writes docs/networks.md from a whole run that passed: the part of the kind of server that ran; the other one stays.
 * @returns {Promise<string>} a line for people
 */
export async function writeNetworksPage({ root, sum, server, options, ground }) {
  const path = join(root, "docs", "networks.md")
  const title = `## ${titleOf(options)}`
  const before = existsSync(path)
    ? readFileSync(path, "utf8")
        .split(/^(?=## )/m)
        .slice(1)
    : []
  const kept = before.filter((part) => !part.startsWith(`${title}\n`))
  const part = [title, "", ...(await partLines({ sum, server, ground })), ""].join("\n")
  const parts = [...kept, part].sort().map((text) => text.trim())
  writeFileSync(path, `${[intro.trim(), ...parts].join("\n\n")}\n`)
  return "docs/networks.md is written from this run"
}

function titleOf({ compose, nat }) {
  if (nat) return `The server behind a NAT: ${nat}`
  return compose ? "The server in containers" : "The server as processes"
}

async function partLines({ sum, server, ground }) {
  const { figures } = readFigures(sum.output)
  const of = (proof) => figures.filter((one) => one.proof === proof)
  const versions = Object.entries(await versionsOf(ground.browsers)).map(([name, version]) => `${name} ${version}`)
  const lists = [
    ...Object.entries(server.figures),
    ...[...of("outside"), ...of("wrong"), ...of("fault"), ...of("nat")].map((one) => [one.name, one.value]),
  ]
  return [
    `${new Date().toISOString().slice(0, 10)}, ${sum.passed} tests passed. ${versions.join(", ")}.`,
    "",
    ...(of("call").length > 0 ? callTable(of("call")) : []),
    ...lists.map(([name, value]) => `- ${name}: ${value}`),
  ]
}

function callTable(calls) {
  return [
    "| Network | Browser | Path | The product says | Pairs heard | Click to sound, ms | Click to tone, ms |",
    "|---|---|---|---|---|---|---|",
    ...calls.map(({ name, value }) => {
      const network = name === "mixed" ? `mixed: ${value.network}` : value.network
      const cells = [network, value.browser, value.path, value.words, value.heard, value.sound ?? "", value.tone ?? ""]
      return `| ${cells.join(" | ")} |`
    }),
    "",
    "Who comes first hears nobody yet, so there is no time to tell.",
    "",
  ]
}
