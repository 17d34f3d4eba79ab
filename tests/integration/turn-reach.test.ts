import { randomBytes } from "node:crypto"
import { createSocket } from "node:dgram"
import { networkInterfaces } from "node:os"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { canChooseAddress } from "../fixtures/browser"
import { makeGuestInCall } from "../fixtures/entering"
import { connectSignal, type Signal } from "../fixtures/signal"
import {
  type Address,
  attributes,
  isSignedWith,
  kinds,
  methods,
  readStun,
  readXorAddress,
  stunMessage,
} from "../fixtures/stun"
import { type Credentials, openTurn, type TurnClient } from "../fixtures/turn-client"
import { until } from "../fixtures/until"

let signal: Signal
let server: Address
let credentials: Credentials
let turn: TurnClient
let relayed: Address

beforeAll(async () => {
  const { token } = await makeGuestInCall()
  signal = await connectSignal(token)
  const { iceServers } = await signal.next("join")
  const entry = iceServers.find(({ urls }) => urls.some((url) => url.startsWith("turn:")))
  const [, address = "", port] = /^turn:([\d.]+):(\d+)\?transport=udp$/.exec(entry?.urls[0] ?? "") ?? []
  server = { address, port: Number(port) }
  credentials = { username: entry?.username ?? "", password: entry?.credential ?? "" }
  turn = await openTurn(server, credentials)
  const allocation = await turn.allocate()
  expect(allocation).toMatchObject({ error: 0, realm: "livekit", relayed: { address: "127.0.0.1" } })
  relayed = allocation.relayed ?? server
})

afterAll(async () => {
  await turn?.close()
  signal?.close()
})

test("what a browser is told about ICE stays in this installation: our TURN, nobody's STUN", async () => {
  const { iceServers } = await signal.next("join")
  const urls = iceServers.flatMap((one) => one.urls)
  expect(urls.every((url) => url.includes(`${server.address}:${server.port}`))).toBe(true)
})

test("through TURN the SFU is reached: it answers a signed question of ICE, and the answer comes back", async () => {
  const { sfu, theirs, ours } = await startIce(signal)
  expect(await turn.permit(sfu.address)).toBe(0)
  const id = randomBytes(12)
  const question = stunMessage(
    { method: methods.binding, id },
    [
      [attributes.username, `${theirs.ufrag}:${ours.ufrag}`],
      [attributes.priority, Buffer.from([0, 255, 255, 255])],
      [attributes.controlled, randomBytes(8)],
    ],
    { key: theirs.password, fingerprint: true },
  )
  const answer = await until("the SFU answers", async () => {
    turn.send(sfu, question)
    const messages = turn.arrived.map(({ from, data }) => ({ from, message: readStun(data) }))
    return messages.find(({ message }) => message?.id.equals(id)) ?? null
  })
  expect(answer.from).toEqual(sfu)
  expect(answer.message?.kind).toBe(kinds.success)
  expect(answer.message && isSignedWith(answer.message, theirs.password)).toBe(true)
  expect(readXorAddress(answer.message?.get(attributes.mapped) ?? Buffer.alloc(8))).toEqual(relayed)
  console.log(`TURN at ${server.address}:${server.port} reached the SFU at ${sfu.address}:${sfu.port}`)
})

describe("through TURN nothing else is reached", () => {
  const others = [
    ...["127.0.0.2", "127.255.255.255", "0.0.0.0", "126.255.255.255", "128.0.0.1"],
    ...["10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"],
    ...["203.0.113.9", "198.51.100.1", "1.1.1.1", "224.0.0.1", "255.255.255.255"],
    ...addressesOfThisMachine(),
  ]

  test.each(others)("%s: permission and channel are refused", async (address) => {
    expect(await turn.permit(address)).toBe(403)
    const channel = 0x4000 + others.indexOf(address)
    expect(await turn.bindChannel(channel, { address, port: 9 })).toBeGreaterThanOrEqual(400)
  })

  test.each(["::1", "::", "fe80::1", "2001:db8::1", "::ffff:7f00:2", "64:ff9b::7f00:1"])(
    "%s is refused",
    async (address) => {
      expect([400, 403, 443]).toContain(await turn.permit(address))
    },
  )

  test.skipIf(!canChooseAddress)(
    "data for another address of this machine does not get there, while the SFU's does",
    async () => {
      const listener = createSocket("udp4")
      const heard: Buffer[] = []
      listener.on("message", (bytes) => heard.push(bytes))
      await new Promise<void>((done) => listener.bind(0, "127.0.0.2", done))
      const { port } = listener.address()
      await turn.permit("127.0.0.2")
      for (let i = 0; i < 20; i += 1) turn.send({ address: "127.0.0.2", port }, Buffer.from("let me in"))
      // The server works through one client's messages in order: once it has answered, it has seen those before.
      expect(await turn.permit("127.0.0.1")).toBe(0)
      expect(heard).toEqual([])
      // The listener does hear what is sent to it.
      const near = createSocket("udp4")
      near.send("hello", port, "127.0.0.2")
      await until("the listener hears", async () => (heard.length > 0 ? true : null))
      expect(heard.map(String)).toEqual(["hello"])
      near.close()
      listener.close()
    },
  )
})

describe("credentials", () => {
  test.each([
    ["a wrong password", () => ({ ...credentials, password: "x" })],
    ["a made-up name", () => ({ ...credentials, username: "guest" })],
    ["a name altered by one letter", () => ({ ...credentials, username: `${credentials.username.slice(0, -1)}x` })],
    ["nothing", () => ({ username: "", password: "" })],
  ])("%s gets no relay", async (_, make) => {
    const stranger = await openTurn(server, make())
    const { error, relayed: got } = await stranger.allocate()
    expect(got).toBeNull()
    expect(error).toBeGreaterThanOrEqual(400)
    await stranger.close()
  })
})

/** Takes up the SFU's offer as far as ICE needs it, so that the SFU listens for us. */
async function startIce(connection: Signal) {
  const { sdp } = await connection.next("offer")
  const theirs = { ufrag: valueIn(sdp, "ice-ufrag"), password: valueIn(sdp, "ice-pwd") }
  const ours = { ufrag: randomBytes(4).toString("hex"), password: randomBytes(16).toString("hex") }
  const fingerprint = [...randomBytes(32)].map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(":")
  connection.answer(
    sdp
      .replaceAll(/^a=ice-ufrag:.*$/gm, `a=ice-ufrag:${ours.ufrag}`)
      .replaceAll(/^a=ice-pwd:.*$/gm, `a=ice-pwd:${ours.password}`)
      .replaceAll(/^a=fingerprint:.*$/gm, `a=fingerprint:sha-256 ${fingerprint}`)
      .replaceAll(/^a=setup:.*$/gm, "a=setup:active")
      .replaceAll(/^a=(candidate|end-of-candidates).*\r?\n/gm, ""),
  )
  const sfu = await until("the SFU names its address", async () => {
    const told = [sdp, ...connection.all("trickle").map(({ candidateInit }) => candidateInit)].join("\n")
    const [, address, port] = /candidate:\S+ 1 udp \d+ (\S+) (\d+) typ host/i.exec(told) ?? []
    return address && port ? { address, port: Number(port) } : null
  })
  return { sfu, theirs, ours }
}

function valueIn(sdp: string, name: string): string {
  return new RegExp(`^a=${name}:(.*?)\\r?$`, "m").exec(sdp)?.[1] ?? ""
}

/** Asking for permission sends nothing there. */
function addressesOfThisMachine(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return all.filter(({ family, internal }) => family === "IPv4" && !internal).map(({ address }) => address)
}
