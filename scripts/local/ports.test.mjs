import { createServer } from "node:net"
import { expect, test } from "vitest"
import { portOwner } from "./port-owner.mjs"
import { isFree, nextFree, takePorts, takeRelayRange } from "./ports.mjs"

async function listen(host) {
  const server = createServer()
  await new Promise((resolve) => server.listen({ port: 0, host }, resolve))
  return { port: server.address().port, close: () => new Promise((resolve) => server.close(resolve)) }
}

test.each(["127.0.0.1", undefined])(
  "a port somebody listens on (%s) is not free, and who it is is known",
  async (host) => {
    const { port, close } = await listen(host)
    expect(await isFree(port)).toBe(false)
    expect(portOwner(port)).toContain(`(process ${process.pid})`)
    expect(await nextFree(port - 1)).toBeGreaterThan(port)
    await close()
    expect(await isFree(port)).toBe(true)
    expect(portOwner(port)).toBeUndefined()
  },
)

test("ports are all different; a wished one is given where it is free", async () => {
  const { port, close } = await listen()
  const [free] = Object.values(await takePorts({ any: {} }))
  const taken = await takePorts({ a: { wish: free }, b: { wish: port }, c: { udp: true }, d: {}, e: { udp: true } })
  await close()
  expect(taken.a).toBe(free)
  expect(taken.b).not.toBe(port)
  expect(new Set(Object.values(taken)).size).toBeGreaterThanOrEqual(4)
})

test("relay ranges hold 200 ports below those of outgoing connections", async () => {
  expect(await takeRelayRange(true)).toEqual([30_000, 30_199])
  const [first, last] = await takeRelayRange(false)
  expect(last - first).toBe(199)
  expect(first).toBeGreaterThanOrEqual(20_000)
  expect(last).toBeLessThan(30_000)
})
