import { createSocket } from "node:dgram"
import { describe, expect, test } from "vitest"
import { chooseAddresses, comesBack } from "./addresses.mjs"

const own = { v4: ["203.0.113.10", "172.17.0.1"], v6: ["2001:db8::10"], main: "203.0.113.10" }
const choose = (more) => chooseAddresses({ host: "meet.example.org", own, records: { v4: [], v6: [] }, ...more })

describe("which address browsers are told", () => {
  test("the record's, where this machine has it", () => {
    const chosen = choose({ records: { v4: ["203.0.113.10"], v6: [] } })
    expect(chosen).toMatchObject({ publicAddress: "203.0.113.10", ownAddress: "203.0.113.10", behindNat: false })
    expect(chosen.words).toHaveLength(1)
  })

  test("of several records the one that this machine has, and it says so", () => {
    const chosen = choose({ records: { v4: ["198.51.100.7", "203.0.113.10"], v6: [] } })
    expect(chosen.publicAddress).toBe("203.0.113.10")
    expect(chosen.words.join()).toMatch(/2 such records/)
  })

  test("behind NAT the record's, arriving at the address that this machine sends from", () => {
    const inside = { v4: ["10.0.0.5", "172.17.0.1"], v6: [], main: "10.0.0.5" }
    const chosen = choose({ own: inside, records: { v4: ["203.0.113.10"], v6: [] } })
    expect(chosen).toMatchObject({ publicAddress: "203.0.113.10", ownAddress: "10.0.0.5", behindNat: true })
    expect(chosen.words.join()).toMatch(/does not have: taken as an address that is forwarded to 10\.0\.0\.5/)
  })

  test("PUBLIC_IP wins over records", () => {
    const chosen = choose({ forced: "203.0.113.10", records: { v4: ["10.0.0.5"], v6: [] } })
    expect(chosen.publicAddress).toBe("203.0.113.10")
    expect(chosen.words[0]).toMatch(/^PUBLIC_IP says/)
  })

  test("an AAAA record of another machine is named", () => {
    const chosen = choose({ records: { v4: ["203.0.113.10"], v6: ["2001:db8::99"] } })
    expect(chosen.words.join()).toMatch(/AAAA record .* 2001:db8::99/)
    expect(choose({ records: { v4: ["203.0.113.10"], v6: ["2001:db8::10"] } }).words).toHaveLength(1)
  })

  test("without a record nothing starts, and the way out names this machine's addresses", () => {
    expect(() => choose({})).toThrow(/no address/)
    expect(() => choose({ records: { v4: [], v6: ["2001:db8::10"] } })).toThrow(/IPv6 address only/)
  })
})

describe("does what the machine sends to its public address come back?", () => {
  const own = "127.0.0.1"
  test("yes, where it does", async () => {
    expect(await comesBack({ publicAddress: own, ownAddress: own, port: 47_882 }, 500)).toBe(true)
  })

  test("no, where nothing arrives", async () => {
    expect(await comesBack({ publicAddress: "127.0.0.2", ownAddress: own, port: 47_883 }, 300)).toBe(false)
  })

  test("it does not ask while the port is in use", async () => {
    const taken = createSocket("udp4")
    await new Promise((done) => taken.bind({ address: own, port: 47_884 }, done))
    expect(await comesBack({ publicAddress: own, ownAddress: own, port: 47_884 }, 300)).toBeUndefined()
    taken.close()
  })
})
