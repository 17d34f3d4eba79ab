import { readFileSync } from "node:fs"
import { BlockList } from "node:net"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"
import { everyPrefixExcept, renderLivekitConfig } from "./livekit-config.mjs"

const options = {
  base: readFileSync(new URL("../livekit.yaml", import.meta.url), "utf8"),
  key: "APItest",
  secret: "a-secret-of-more-than-thirty-two-characters",
  ports: { http: 7880, tcp: 7881, udp: 7882, turn: 3478, relay: [30000, 30199] },
  webhookUrl: "http://127.0.0.1:3001/api/livekit/webhook",
}
const render = (more) => parse(renderLivekitConfig({ ...options, ...more }))

function listOf(prefixes) {
  const list = new BlockList()
  // Go keeps the two families apart; this list would let ::/0 cover IPv4 as well.
  for (const prefix of prefixes.filter((each) => !each.includes(":"))) {
    const [address, length] = prefix.split("/")
    list.addSubnet(address, Number(length))
  }
  return list
}

const randomAddress = () => [0, 0, 0, 0].map(() => Math.floor(Math.random() * 256)).join(".")

describe("every prefix except", () => {
  test("one address leaves its 32 siblings on the way down", () => {
    expect(everyPrefixExcept(["127.0.0.1"])).toHaveLength(32)
  })

  test.each([
    [["127.0.0.1"]],
    [["127.0.0.1", "192.168.1.20"]],
    [["0.0.0.0", "255.255.255.255"]],
    [["10.0.0.4", "10.0.0.5"]],
  ])("covers each address once and never %j", (kept) => {
    const prefixes = everyPrefixExcept(kept)
    const denied = listOf(prefixes)
    for (const address of kept) expect(denied.check(address)).toBe(false)
    for (let i = 0; i < 2000; i++) {
      const address = randomAddress()
      expect(denied.check(address), address).toBe(!kept.includes(address))
    }
    const covered = prefixes.reduce((sum, prefix) => sum + 2 ** (32 - Number(prefix.split("/")[1])), 0)
    expect(covered).toBe(2 ** 32 - kept.length)
  })

  test("the neighbours of a kept address are denied", () => {
    const denied = listOf(everyPrefixExcept(["127.0.0.1", "192.168.1.20"]))
    for (const address of ["127.0.0.0", "127.0.0.2", "192.168.1.19", "192.168.1.21", "100.64.0.1", "8.8.8.8"])
      expect(denied.check(address), address).toBe(true)
  })
})

describe("loopback", () => {
  const config = render({ mode: "loopback" })

  test("keeps every address it can to 127.0.0.1", () => {
    expect(config.bind_addresses).toEqual(["127.0.0.1"])
    expect(config.rtc.node_ip).toBe("127.0.0.1")
    expect(config.rtc.ips.includes).toEqual(["127.0.0.1/32"])
    expect(config.turn.bind_addresses).toEqual(["127.0.0.1"])
  })

  test("TURN reaches 127.0.0.1 and nothing else", () => {
    const denied = listOf(config.turn.deny_peer_cidrs)
    expect(config.turn.allow_restricted_peer_cidrs).toEqual(["127.0.0.1/32"])
    expect(denied.check("127.0.0.1")).toBe(false)
    for (const address of ["127.0.0.2", "10.0.0.1", "1.1.1.1"]) expect(denied.check(address), address).toBe(true)
    expect(config.turn.deny_peer_cidrs).toContain("::/0")
  })
})

describe("local", () => {
  const config = render({ mode: "local", lanAddress: "192.168.1.20" })

  test("advertises loopback and the address in the network", () => {
    expect(config.rtc.ips.includes).toEqual(["127.0.0.1/32", "192.168.1.20/32"])
    expect(config.rtc).not.toHaveProperty("node_ip")
    expect(config.turn.bind_addresses).toEqual(["0.0.0.0"])
  })

  test("TURN reaches both of the SFU's addresses and nothing else", () => {
    const denied = listOf(config.turn.deny_peer_cidrs)
    expect(config.turn.allow_restricted_peer_cidrs).toEqual(["127.0.0.1/32", "192.168.1.20/32"])
    expect(denied.check("127.0.0.1")).toBe(false)
    expect(denied.check("192.168.1.20")).toBe(false)
    expect(denied.check("192.168.1.21")).toBe(true)
  })

  test("needs an address", () => {
    expect(() => render({ mode: "local" })).toThrow(/IPv4 address/)
  })
})

describe("bridge", () => {
  const config = render({ mode: "bridge", network: "172.18.0.2/16" })

  test("tells browsers where the ports are published, and listens in its own network", () => {
    expect(config.rtc.node_ip).toBe("127.0.0.1")
    expect(config.rtc.ips.includes).toEqual(["172.18.0.2/16"])
    expect(config.rtc).not.toHaveProperty("enable_loopback_candidate")
    expect(config.turn).not.toHaveProperty("tls_port")
  })

  test("with an address in the network tells that one, and TURN reaches it and nothing else", () => {
    const { rtc, turn } = render({ mode: "bridge", network: "172.18.0.2/16", lanAddress: "192.168.1.20" })
    expect(rtc.node_ip).toBe("192.168.1.20")
    expect(rtc.stun_servers).toEqual(["192.168.1.20:3478"])
    expect(turn.allow_restricted_peer_cidrs).toEqual(["192.168.1.20/32"])
    const denied = listOf(turn.deny_peer_cidrs)
    for (const address of ["127.0.0.1", "172.18.0.3", "192.168.1.1"]) expect(denied.check(address), address).toBe(true)
    expect(denied.check("192.168.1.20")).toBe(false)
  })

  test("needs its network", () => {
    expect(() => render({ mode: "bridge" })).toThrow(/network/)
  })
})

describe("server", () => {
  const server = {
    name: "meet.example.org",
    publicAddress: "203.0.113.10",
    ownAddress: "10.0.0.5",
    innerAddress: "172.17.0.1",
  }
  const config = render({ mode: "server", server })

  test("advertises the public address and listens for sound at its own only", () => {
    expect(config.rtc.node_ip).toBe("203.0.113.10")
    expect(config.rtc.ips.includes).toEqual(["10.0.0.5/32"])
    expect(config.bind_addresses).toEqual(["127.0.0.1"])
  })

  test("TURN is on the site's name, listens where only the edge comes, and reaches the SFU's public address only", () => {
    const { turn } = config
    expect(turn).toMatchObject({ domain: "meet.example.org", tls_port: 5349, external_tls: true })
    expect(turn.bind_addresses).toEqual(["172.17.0.1"])
    const denied = listOf(turn.deny_peer_cidrs)
    expect(denied.check("203.0.113.10")).toBe(false)
    for (const address of ["203.0.113.11", "10.0.0.5", "127.0.0.1", "172.17.0.1", "100.64.0.1"])
      expect(denied.check(address), address).toBe(true)
  })

  test("needs a name and all three addresses", () => {
    expect(() => render({ mode: "server" })).toThrow(/name of the site/)
    expect(() => render({ mode: "server", server: { ...server, innerAddress: undefined } })).toThrow(/three IPv4/)
  })
})

test.each(["loopback", "local"])("in mode %s rooms are made by the app and the webhook is signed", (mode) => {
  const config = render({ mode, lanAddress: "192.168.1.20" })
  expect(config.room).toMatchObject({ auto_create: false, empty_timeout: 300, departure_timeout: 60 })
  expect(config.webhook).toEqual({ api_key: "APItest", urls: [options.webhookUrl] })
  expect(config.keys).toEqual({ APItest: options.secret })
  expect(config.turn).toMatchObject({ enabled: true, udp_port: 3478, ttl_seconds: 3600 })
})

test("no mode names a STUN server outside", () => {
  for (const mode of ["loopback", "local"])
    expect(render({ mode, lanAddress: "192.168.1.20" }).rtc.stun_servers[0]).toMatch(
      /^(127\.0\.0\.1|192\.168\.1\.20):3478$/,
    )
})

test("without TURN nothing of it is left", () => {
  expect(render({ mode: "loopback", turn: false }).turn).toEqual({ enabled: false })
})

test("an unknown way of running is refused", () => {
  expect(() => render({ mode: "cloud" })).toThrow(/Unknown way/)
})
