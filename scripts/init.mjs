// Runs once before everything else of the compose stack: makes secrets where there are none, decides which addresses
// browsers are told, writes livekit-server's configuration, publishes static files, and says what it chose.
import { lookup } from "node:dns/promises"
import { readFileSync, renameSync, writeFileSync } from "node:fs"
import { isIPv4 } from "node:net"
import { networkInterfaces } from "node:os"
import { join } from "node:path"
import { addressesOf, chooseAddresses, comesBack, ownAddresses } from "./container/addresses.mjs"
import { publishStatic } from "./container/static-files.mjs"
import { refuseWeak } from "./container/strength.mjs"
import { renderLivekitConfig } from "./livekit-config.mjs"
import { Problem } from "./local/problem.mjs"
import { loadSecrets, storeSecrets } from "./local/secrets.mjs"

const PORTS = { http: 7880, tcp: 7881, udp: 7882, turn: 3478, relay: [30000, 30199] }
// Set in the server profile: the name by which host and edge find an address of this machine that is not for outside.
const INNER_NAME = "host.docker.internal"
const { SECRETS_DIR = "/secrets", LIVEKIT_DIR = "/livekit", EDGE_DIR = "/edge-files", WEBHOOK_URL = "" } = process.env
const { EARSHOT_PROFILE = "local", EARSHOT_URL = "" } = process.env
const app = new URL("../", import.meta.url).pathname

function given(name) {
  return process.env[name]?.trim() || undefined
}

/** What .env names wins over what was made earlier, and is kept. */
function secretsOfInstallation() {
  const made = loadSecrets(SECRETS_DIR)
  const named = {
    authSecret: given("AUTH_SECRET"),
    livekitKey: given("LIVEKIT_API_KEY"),
    livekitSecret: given("LIVEKIT_API_SECRET"),
  }
  const secrets = { ...made, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value)) }
  refuseWeak(secrets)
  storeSecrets(SECRETS_DIR, secrets)
  return secrets
}

async function placeOnServer() {
  const name = given("PUBLIC_HOST")
  if (!name || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name) || isIPv4(name))
    throw new Problem(
      `PUBLIC_HOST is ${name ? `"${name}"` : "missing"}; a server needs a name with a dot in it, without https:// and port.`,
      "In .env: PUBLIC_HOST=meet.example.org",
    )
  const forced = given("PUBLIC_IP")
  if (forced && !isIPv4(forced)) throw new Problem(`PUBLIC_IP is "${forced}", which is no IPv4 address.`)
  const [records, own, inner] = await Promise.all([
    addressesOf(name),
    ownAddresses(),
    lookup(INNER_NAME, { family: 4 }),
  ])
  const { publicAddress, ownAddress, behindNat, words } = chooseAddresses({ host: name, forced, records, own })
  if (behindNat) words.push(...(await wordsAboutNat({ publicAddress, ownAddress })))
  return { mode: "server", server: { name, publicAddress, ownAddress, innerAddress: inner.address }, words }
}

async function wordsAboutNat({ publicAddress, ownAddress }) {
  const back = await comesBack({ publicAddress, ownAddress, port: PORTS.udp })
  if (back === undefined) return []
  if (back) return [`What this machine sends to ${publicAddress} comes back to it, as relayed sound needs.`]
  return [
    `What this machine sends to ${publicAddress} does not come back to it, so relayed sound would be lost. Run once, and at every boot: iptables -t nat -A OUTPUT -d ${publicAddress} -p udp --dport ${PORTS.udp} -j DNAT --to-destination ${ownAddress}:${PORTS.udp}`,
  ]
}

function placeOnThisComputer() {
  const lanAddress = given("LAN_IP")
  if (lanAddress && !isIPv4(lanAddress)) throw new Problem(`LAN_IP is "${lanAddress}", which is no IPv4 address.`)
  const words = lanAddress
    ? `Sound comes to ${lanAddress}, in every browser.`
    : "Sound comes to 127.0.0.1, which Firefox refuses: for Firefox set LAN_IP= in .env to this computer's address."
  return { mode: "bridge", lanAddress, network: networkOfContainer(), words: [words] }
}

function networkOfContainer() {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const cidr = all.find(({ family, internal }) => family === "IPv4" && !internal)?.cidr
  if (!cidr) throw new Problem("The container has no network.", "Start it by docker compose.")
  return cidr
}

function writeSecretly(file, text) {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

try {
  const { livekitKey, livekitSecret } = secretsOfInstallation()
  const { words, ...place } = await (EARSHOT_PROFILE === "server" ? placeOnServer() : placeOnThisComputer())
  const base = readFileSync(join(app, "livekit.yaml"), "utf8")
  const config = { base, key: livekitKey, secret: livekitSecret, ports: PORTS, webhookUrl: WEBHOOK_URL, ...place }
  writeSecretly(join(LIVEKIT_DIR, "livekit.yaml"), renderLivekitConfig(config))
  publishStatic(join(app, ".next/static"), join(EDGE_DIR, "_next/static"))
  if (place.server) writeFileSync(join(EDGE_DIR, "own-address"), place.server.ownAddress)
  for (const line of [...words, `Earshot will be at ${new URL(EARSHOT_URL).origin}`]) console.log(line)
} catch (error) {
  console.error(error instanceof Problem ? [error.message, ...error.todo].join("\n") : error)
  process.exit(1)
}
