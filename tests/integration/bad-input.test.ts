import { describe, expect, test } from "vitest"
import { db } from "@/lib/db"
import { kept, nothingVisible, tooLong } from "../fixtures/bad-text"
import { makeBrowser } from "../fixtures/browser"
import { postEnter } from "../fixtures/entering"
import { makeRoom } from "../fixtures/rows"

const json = { "content-type": "application/json" }
describe("a name at the door", () => {
  test.each(nothingVisible)("%j is none: 400 with the field", async (name) => {
    const { room } = await makeRoom()
    const answer = await postEnter(makeBrowser(), room.slug, { name })
    expect(answer).toMatchObject({ status: 400, body: '{"code":"invalid","fields":{"name":"required"}}' })
  })

  test("longer than sixty signs is too long, whatever it is made of", async () => {
    const { room } = await makeRoom()
    for (const name of tooLong)
      expect(await postEnter(makeBrowser(), room.slug, { name })).toMatchObject({
        status: 400,
        body: '{"code":"invalid","fields":{"name":"too_long"}}',
      })
  })

  test.each(kept)("%j is kept as %j", async (name, expected) => {
    const { room } = await makeRoom()
    const answer = await postEnter(makeBrowser(), room.slug, { name })
    expect(answer.status).toBe(200)
    const { participantId } = answer.json() as { participantId: string }
    expect(await db().participant.findUniqueOrThrow({ where: { id: participantId } })).toMatchObject({ name: expected })
  })
})

describe("a body at the door's route", () => {
  const post = async (body: string | Buffer, headers: Record<string, string> = json) => {
    const { room } = await makeRoom()
    return makeBrowser().post(`/api/rooms/${room.slug}/enter`, body, headers)
  }

  test.each(["", "{", "name=Anna", "undefined", '{"name":"Anna"', "{'name':'Anna'}", "\u0000", "[".repeat(50_000)])(
    "that is no JSON is said to be none (%#)",
    async (body) => {
      expect(await post(body)).toMatchObject({ status: 400, body: '{"code":"bad_json","fields":{}}' })
    },
  )

  test.each([
    "[]",
    "null",
    "7",
    '"Anna"',
    "{}",
    '{"name":null}',
    '{"name":7}',
    '{"name":["Anna"]}',
    '{"name":{"a":1}}',
  ])("%s is JSON, but nothing with a name", async (body) => {
    const answer = await post(body)
    expect(answer.status).toBe(400)
    expect(answer.json()).toMatchObject({ code: "invalid", fields: expect.any(Object) })
  })

  test.each(['"x"', '""', "7", "{}", '"\\u0000"', '"../../x"'])("a call to come back to that is %s", async (rejoin) => {
    expect(await post(`{"name":"Anna","rejoin":${rejoin}}`)).toMatchObject({
      status: 400,
      body: '{"code":"invalid","fields":{"rejoin":"required"}}',
    })
  })

  test.each([
    '{"name":"Anna","__proto__":{"role":"host"}}',
    '{"name":"Anna","constructor":{"prototype":{"role":"host"}},"role":"host","isHost":true}',
  ])("cannot add what nobody asked for: %s", async (body) => {
    const answer = await post(body)
    expect(answer.status).toBe(200)
    const { participantId } = answer.json() as { participantId: string }
    expect(await db().participant.findUniqueOrThrow({ where: { id: participantId } })).toMatchObject({
      role: "speaker",
    })
  })

  test("a prototype without a name is no name", async () => {
    expect(await post('{"__proto__":{"name":"Anna"}}')).toMatchObject({ status: 400 })
  })

  test("that does not say it is JSON is not read as such: no form of another site can send it", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])
      expect(await post('{"name":"Anna"}', type ? { "content-type": type } : {})).toMatchObject({
        status: 400,
        body: '{"code":"bad_json","fields":{}}',
      })
  })

  test("larger than 64 kB is refused, with and without saying how large", async () => {
    const large = JSON.stringify({ name: "a".repeat(70_000) })
    const refused = { status: 413, body: '{"code":"too_large","fields":{}}' }
    expect(await post(large)).toMatchObject(refused)
    const { room } = await makeRoom()
    const parts = Array.from({ length: 40 }, () => "a".repeat(4096))
    const headers = { ...json, "transfer-encoding": "chunked" }
    expect(await makeBrowser().post(`/api/rooms/${room.slug}/enter`, parts, headers)).toMatchObject(refused)
  })

  test("in another way than POST is not allowed", async () => {
    const { room } = await makeRoom()
    for (const method of ["GET", "PUT", "DELETE", "PATCH"]) {
      const answer = await makeBrowser().send(method, `/api/rooms/${room.slug}/enter`)
      expect(answer.status).toBe(405)
    }
  })

  test("from another site is refused", async () => {
    const { room } = await makeRoom()
    const path = `/api/rooms/${room.slug}/enter`
    for (const origin of [
      "https://evil.test",
      "null",
      "http://127.0.0.1:1",
      "garbage",
      `${makeBrowser().url}.evil.test`,
    ])
      expect(await makeBrowser().postJson(path, { name: "Anna" }, { origin })).toMatchObject({
        status: 403,
        body: '{"code":"foreign_origin","fields":{}}',
      })
    const site = { "sec-fetch-site": "cross-site" }
    expect(await makeBrowser().postJson(path, { name: "Anna" }, site)).toMatchObject({ status: 403 })
    expect(await db().call.count({ where: { roomId: room.id } })).toBe(0)
  })
})

test.each(["nonsense", "x", "%00", "null", "[object%20Object]", "a".repeat(3000)])(
  "the door of a room that cannot be, %s, answers 404 in words",
  async (code) => {
    expect(await makeBrowser().postJson(`/api/rooms/${code}/enter`, { name: "Anna" })).toMatchObject({
      status: 404,
      body: '{"code":"not_found","fields":{}}',
    })
  },
)

test("an address that is no room code answers 404, never a fault", async () => {
  for (const path of ["/r/x", "/r/%00", "/r/..%2f..%2fetc", `/r/${"a".repeat(4000)}`, "/r/%F0%9F%8E%89", "/r/null"]) {
    const answer = await makeBrowser().get(path)
    expect({ path, status: answer.status }).toEqual({ path, status: 404 })
  }
  expect(await makeBrowser().get("/r/%ff")).toMatchObject({ status: 400 })
})
