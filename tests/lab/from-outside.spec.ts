import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expectHears, figure, joins, leaveButton } from "../e2e/steps"
import { expect, given, type LabPerson, site, test } from "./fixtures"
import { contactsIn } from "./net-log"
import { server } from "./network.mjs"
import { runOn, startOn } from "./on-host"

/** What docs/self-hosting.md says is open. 443 over UDP is HTTP/3. */
const documented = { tcp: [80, 443, 7881], udp: [443, 3478, 7882] }
const sink = 4000

test("TURN: with a caller's own credentials it reaches the SFU and nothing else", async ({ person, room }) => {
  const anna = await person("Anna", { at: "a", in: "chromium" })
  await joins(anna, room)
  const listener = startOn("other", ["socat", `UDP4-RECVFROM:${sink},fork`, "EXEC:cat"])
  try {
    const serverAddresses = await addressesOfServer()
    const input = { ...(await whatThePageWasGiven(anna)), here: "198.51.100.66", serverAddresses, sink }
    const vitest = join(import.meta.dirname, "..", "..", "node_modules", "vitest", "vitest.mjs")
    const config = join(import.meta.dirname, "vitest.config.ts")
    const command = [process.execPath, vitest, "run", "--config", config, "--reporter=verbose"]
    const env = { EARSHOT_LAB_TURN: JSON.stringify(input), NO_COLOR: "1" }
    const { code, output } = await runOn("b", command, { env, limitSeconds: 120 })
    expect(output).toMatch(/Tests\s+\d+ passed/)
    expect(code, output).toBe(0)
    const refused = output.match(/✓.*(refused)/g)?.length ?? 0
    figure("outside", "TURN", `the SFU reached; ${refused} other addresses refused`)
  } finally {
    listener.kill()
  }
})

test("ports: from outside only the documented ones answer, also during a call", async ({ person, room }) => {
  test.setTimeout(400_000)
  const anna = await person("Anna", { at: "a", in: "chromium" })
  await joins(anna, room)
  // The kernel answers closed ports sparingly; for this look it shall answer all.
  for (const name of ["icmp_ratelimit=0", "icmp_msgs_per_sec=1000000", "icmp_msgs_burst=100000"])
    await runOn("srv", ["sysctl", "-qw", `net.ipv4.${name}`])
  const scan = join(import.meta.dirname, "scan.mjs")
  const addresses = [server.address, server.second]
  const { code, output } = await runOn("other", [process.execPath, scan, ...addresses], { limitSeconds: 350 })
  expect(code, output).toBe(0)
  const found = JSON.parse(output)
  for (const address of addresses) {
    const { tcp, udp } = found[address]
    figure("outside", `open ports of ${address}`, `TCP ${tcp.join(", ")}; UDP ${udp.join(", ")}`)
  }
  expect(found[server.address]).toEqual(documented)
  for (const kind of ["tcp", "udp"] as const)
    expect(documented[kind]).toEqual(expect.arrayContaining(found[server.second][kind]))
})

test("paths that are for inside are not found from outside", async ({ person }) => {
  const { page } = await person("Anna", { at: "a", in: "chromium" })
  const opened = await page.goto(site)
  const security = await opened?.securityDetails()
  expect(security?.issuer).toContain("Caddy")
  figure("outside", "certificate", `issued by “${security?.issuer}”, ${security?.protocol}, checked by both browsers`)
  for (const path of [
    "/api/livekit/gate",
    "/api/livekit/webhook",
    "/api/metrics",
    "/twirp/livekit.RoomService/ListRooms",
  ]) {
    const status = await page.evaluate(async (at) => (await fetch(at, { method: "POST" })).status, path)
    expect(status, path).toBe(404)
  }
})

test("a whole call contacts nobody but this server", async ({ person, room }) => {
  const log = join(given("EARSHOT_RESULTS"), "net-log.json")
  const anna = await person("Anna", { at: "a", in: "chromium", args: [`--log-net-log=${log}`] })
  const lena = await person("Lena", { at: "c", in: "chromium" })
  await joins(lena, room)
  await joins(anna, room)
  await expectHears(anna, lena)
  await leaveButton(anna).click()
  await expect(anna.page.getByText("You left the call")).toBeVisible()
  await anna.context.close()
  const { hosts, addresses } = contactsIn(readFileSync(log, "utf8"), site)
  figure("outside", "hosts that the page contacted in a whole call", `${hosts.join(", ")} (${addresses.join(", ")})`)
  expect(hosts).toEqual([server.name])
  expect(addresses).toEqual([server.address])
})

/** What LiveKit told the page: the relay with credentials, and the names and password of its ICE session. */
function whatThePageWasGiven({ page }: LabPerson) {
  return page.evaluate(() => {
    const connection = window.ear.connections.find((one) => one.connectionState === "connected")
    const servers = connection?.getConfiguration().iceServers ?? []
    const entry = servers.find(({ urls }) => [urls].flat().some((url) => /^turn:.*udp/.test(url)))
    const [, address = "", port = ""] = /^turn:([^:]+):(\d+)/.exec([entry?.urls ?? ""].flat()[0] ?? "") ?? []
    const value = (sdp: string | undefined, name: string) => new RegExp(`^a=${name}:(\\S+)`, "m").exec(sdp ?? "")?.[1]
    const theirs = connection?.currentRemoteDescription?.sdp
    return {
      relay: { address, port: Number(port) },
      credentials: { username: entry?.username ?? "", password: entry?.credential ?? "" },
      ice: {
        theirs: value(theirs, "ice-ufrag"),
        password: value(theirs, "ice-pwd"),
        ours: value(connection?.currentLocalDescription?.sdp, "ice-ufrag"),
      },
    }
  })
}

/** Every IPv4 address of the server but the public one. */
async function addressesOfServer(): Promise<string[]> {
  const { output } = await runOn("srv", ["ip", "-4", "-o", "addr"])
  const all = [...output.matchAll(/inet ([\d.]+)/g)].map(([, address = ""]) => address)
  return all.filter((address) => address !== server.address)
}
