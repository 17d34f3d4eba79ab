import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { readFigures } from "../../scripts/test/figures.mjs"
import { versionsOf } from "../../scripts/test/versions.mjs"

const intro = `# Sound through firewalls

Three people, each behind a NAT and a firewall of their own, call a server at \`https://meet.test\` in a network of Linux
namespaces: real browsers, a certificate obtained over ACME and checked by them, one name and one port 443. What is measured
is measured in the browsers: "heard" means that the other's tone is decoded and played (packets, samples and energy grow, the
element plays). Lines take 20 ms there and back. Milliseconds run from the click on the button that joins; "sound" is the
first sound of somebody else that is played, "tone" the moment at which a spectrum shows one of their tones, which itself
takes some 50 ms of it.

Written by \`npm run test:lab\`: do not edit. How it works: tests/lab.
`

/** In the order in which they stand on the page. */
const titles = {
  containers: "The server in containers",
  processes: "The server as processes",
  hairpin: "Behind a NAT that sends back what is meant for its own address",
  nohairpin: "Behind a NAT that does not",
  rule: "Behind a NAT that does not, with the cure",
}

/**
 * Writes docs/networks.md from a whole run that passed: the part of the kind of server that ran; the others stay.
 * @param {{ root: string, kind: keyof typeof titles, passed: number, output: string, figures: Record<string, string>,
 *   browsers: Record<string, string> }} run
 * @returns {Promise<string>} a line for people
 */
export async function writeNetworksPage({ root, kind, ...run }) {
  const path = join(root, "docs", "networks.md")
  const before = existsSync(path) ? readFileSync(path, "utf8").split(/^## /m).slice(1) : []
  const parts = new Map(
    before.map((text) => [text.slice(0, text.indexOf("\n")), text.slice(text.indexOf("\n")).trim()]),
  )
  parts.set(titles[kind], (await partLines(run)).join("\n").trim())
  const written = Object.values(titles).filter((title) => parts.has(title))
  const text = [intro.trim(), ...written.map((title) => `## ${title}\n\n${parts.get(title)}`)].join("\n\n")
  writeFileSync(path, `${text}\n`)
  return "docs/networks.md is written from this run"
}

async function partLines({ passed, output, figures: ofServer, browsers }) {
  const { figures } = readFigures(output)
  const of = (proof) => figures.filter((one) => one.proof === proof)
  const versions = Object.entries(await versionsOf(browsers)).map(([name, version]) => `${name} ${version}`)
  const lists = [
    ...Object.entries(ofServer),
    ...["outside", "wrong", "nat"].flatMap(of).map((one) => [one.name, one.value]),
    ...of("fault").map(faultWords),
  ]
  return [
    `${new Date().toISOString().slice(0, 10)}, ${passed} tests passed. ${versions.join(", ")}.`,
    "",
    ...(of("call").length > 0 ? callTable(of("call")) : []),
    ...lists.map(([name, value]) => `- ${name}: ${value}`),
  ]
}

/** By direction the median and the longest; docs/sound.md has the runs. */
function faultWords({ name, value }) {
  const silence = value.map(({ listener, in: browser, silence: runs }) => {
    const sorted = runs.toSorted((a, b) => a - b).map((ms) => (ms / 1000).toFixed(1))
    const longest = runs.length > 1 ? ` (longest of ${runs.length}: ${sorted.at(-1)} s)` : ""
    return `${listener} in ${browser} ${sorted[Math.floor(sorted.length / 2)]} s${longest}`
  })
  return [name, `without sound ${silence.join(", ")}`]
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
