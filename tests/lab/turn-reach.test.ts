import { randomBytes } from "node:crypto"
import { createSocket } from "node:dgram"
import { afterAll, beforeAll, expect, test } from "vitest"
import { attributes, isSignedWith, kinds, methods, readStun, stunMessage } from "../fixtures/stun"
import { openTurn, type TurnClient } from "../fixtures/turn-client"
import { until } from "../fixtures/until"
import { other, server } from "./network.mjs"

// Runs on a client of the lab with what a browser in a call there was given, see from-outside.spec.ts.
const { relay, credentials, ice, here, serverAddresses, sink } = JSON.parse(process.env.EARSHOT_LAB_TURN ?? "{}")
const iceControlling = 0x802a

let turn: TurnClient

beforeAll(async () => {
  turn = await openTurn(relay, credentials, here)
  expect(await turn.allocate()).toMatchObject({ error: 0, relayed: { address: server.address } })
})

afterAll(() => turn?.close())

test("through TURN the SFU is reached: it answers a signed question of ICE", async () => {
  const sfu = { address: server.address, port: 7882 }
  expect(await turn.permit(sfu.address)).toBe(0)
  const id = randomBytes(12)
  const question = stunMessage(
    { method: methods.binding, id },
    [
      [attributes.username, `${ice.theirs}:${ice.ours}`],
      [attributes.priority, Buffer.from([0, 255, 255, 255])],
      [iceControlling, randomBytes(8)],
    ],
    { key: ice.password, fingerprint: true },
  )
  const answer = await until("the SFU answers", async () => {
    turn.send(sfu, question)
    const messages = turn.arrived.map(({ data }) => readStun(data))
    return messages.find((message) => message?.id.equals(id)) ?? null
  })
  expect(answer.kind).toBe(kinds.success)
  expect(isSignedWith(answer, ice.password)).toBe(true)
})

const others = [
  // A second public host, the gateway, other people's firewalls, the server's second address and the next one.
  ...[other.address, "203.0.113.1", "203.0.113.2", "203.0.113.3", server.second, "203.0.113.12", "1.1.1.1"],
  ...["100.64.0.1", "100.127.255.254", "127.0.0.1", "127.0.0.53", "127.255.255.255", "0.0.0.0"],
  // The addresses that the server has besides its public one, and those of container networks.
  ...[...serverAddresses, "198.18.100.1", "198.18.128.2", "172.17.0.1", "172.18.0.2", "192.168.1.1", "10.0.0.1"],
  ...["169.254.169.254", "224.0.0.1", "255.255.255.255"],
]

test.each([...new Set(others)])("%s: permission and channel are refused", async (address) => {
  expect(await turn.permit(address)).toBe(403)
  const channel = 0x4000 + others.indexOf(address)
  expect(await turn.bindChannel(channel, { address, port: 5432 })).toBeGreaterThanOrEqual(400)
})

test.each(["::1", "fe80::1", "2001:db8::1", "::ffff:7f00:1", "64:ff9b::7f00:1"])("%s is refused", async (address) => {
  expect([400, 403, 443]).toContain(await turn.permit(address))
})

test("data for a second public host does not get there, while what is sent straight does", async () => {
  await turn.permit(other.address)
  const echo = createSocket("udp4")
  const heard: string[] = []
  echo.on("message", (bytes) => heard.push(String(bytes)))
  await new Promise<void>((done) => echo.bind(0, here, done))
  for (let i = 0; i < 20; i += 1) turn.send({ address: other.address, port: sink }, Buffer.from("through the relay"))
  // The server works through one client's messages in order: once it has answered, it has seen those before.
  expect(await turn.permit(server.address)).toBe(0)
  await until("the second host answers", async () => {
    echo.send("straight", sink, other.address)
    return heard.length > 0 ? true : null
  })
  echo.close()
  expect(turn.arrived.filter(({ data }) => String(data).includes("through"))).toEqual([])
  expect(new Set(heard.map((text) => text.trim()))).toEqual(new Set(["straight"]))
})
