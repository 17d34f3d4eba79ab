import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { actorKey } from "@/lib/auth/actor"
import { callsOnPage, listCalls } from "@/lib/calls/data/history"
import { db } from "@/lib/db"
import { makeBrowser } from "../fixtures/browser"
import { makeGuest, makeRoom, makeUser, signedIn } from "../fixtures/rows"

const at = (minute: number) => new Date(Date.UTC(2026, 10, 18, 15, minute))
const pathOf = (room: { id: string }) => `/rooms/${room.id}/calls`

type Person = { key: string; name: string; role?: "host" | "speaker"; stays: [Date, Date | null][] }

async function makeCall(roomId: string, startedAt: Date, endedAt: Date | null, people: Person[] = []) {
  const participants = people.map(({ key, name, role = "speaker", stays }) => ({
    actorKey: key,
    name,
    role,
    joinedAt: stays[0]?.[0],
    attendance: { create: stays.map(([joinedAt, leftAt]) => ({ sid: randomUUID(), joinedAt, leftAt })) },
  }))
  return db().call.create({ data: { roomId, startedAt, endedAt, participants: { create: participants } } })
}

test("the room's owner sees who was there and when: the host, a guest, somebody erased, hostile names as text", async () => {
  const { host, room } = await makeRoom()
  await makeCall(room.id, at(0), at(40), [
    { key: actorKey(host), name: host.name, role: "host", stays: [[at(0), at(40)]] },
    {
      key: actorKey(makeGuest()),
      name: "<script>alert(1)</script>",
      stays: [
        [at(5), at(10)],
        [at(20), at(30)],
      ],
    },
    { key: `x:${randomUUID()}`, name: "", stays: [[at(1), at(2)]] },
  ])
  const { calls, count } = await listCalls(host, room.id, 1)
  expect(count).toBe(1)
  const people = calls[0]?.people ?? []
  expect(people.map(({ name, kind, stays }) => [name, kind, stays.length])).toEqual([
    ["Anna Petrova", "host", 1],
    [null, "user", 1],
    ["<script>alert(1)</script>", "guest", 2],
  ])
  const { status, body } = await (await signedIn(host)).get(pathOf(room))
  expect(status).toBe(200)
  for (const said of ["15:05–15:10", "15:20–15:30", "An erased account", "November 18, 2026", "40", "Times in UTC"])
    expect(body).toContain(said)
  expect(body).toContain("&lt;script&gt;")
  expect(body).not.toContain("<script>alert(1)")
})

test("times are in the zone of whoever reads", async () => {
  const { host, room } = await makeRoom()
  await db().user.update({ where: { id: host.id }, data: { timeZone: "Asia/Tokyo" } })
  await makeCall(room.id, at(0), at(40))
  const { body } = await (await signedIn(host)).get(pathOf(room))
  expect(body).toContain("November 19, 2026")
  expect(body).toContain("Asia/Tokyo")
})

test("to anybody else the page is not there: another user, an operator, a guest, and for a deleted or made up room", async () => {
  const host = await makeUser()
  const { room } = await makeRoom(host, { name: `Marker ${randomUUID()}` })
  const { room: deleted } = await makeRoom(host, { deletedAt: new Date() })
  await makeCall(room.id, at(0), at(40))
  for (const user of [await makeUser(), await makeUser({ role: "operator" })]) {
    const { status, body } = await (await signedIn(user)).get(pathOf(room))
    expect(status).toBe(404)
    expect(body).not.toContain(room.name)
    await expect(listCalls(user, room.id, 1)).rejects.toMatchObject({ code: "not_found" })
  }
  expect((await makeBrowser().get(pathOf(room))).status).toBe(307)
  const browser = await signedIn(host)
  for (const id of [deleted.id, randomUUID(), "x", "%00"])
    expect((await browser.get(`/rooms/${id}/calls`)).status).toBe(404)
})

test("a call that runs is first and marked; one that nobody came into is not listed", async () => {
  const { host, room } = await makeRoom()
  await makeCall(room.id, at(0), at(40))
  await db().call.create({ data: { roomId: room.id, endedAt: at(50) } })
  const began = new Date(Date.now() - 5 * 60_000)
  const running = await makeCall(room.id, began, null, [
    { key: actorKey(host), name: host.name, role: "host", stays: [[began, null]] },
  ])
  const { calls, count } = await listCalls(host, room.id, 1)
  expect(count).toBe(2)
  expect(calls[0]).toMatchObject({ id: running.id, endedAt: null, people: [{ stays: [{ from: began, to: null }] }] })
  const { body } = await (await signedIn(host)).get(pathOf(room))
  expect(body).toContain(">Now<")
  expect(body).toMatch(/since \d\d:\d\d/)
})

test("many calls come in pages, newest first, each once; a page that is none is the first or the last", async () => {
  const { host, room } = await makeRoom()
  const all = callsOnPage + 3
  for (let day = 0; day < all; day += 1) await makeCall(room.id, new Date(at(0).getTime() - day * 86_400_000), at(30))
  const pages = [await listCalls(host, room.id, 1), await listCalls(host, room.id, 2)]
  const starts = pages.flatMap(({ calls }) => calls.map(({ startedAt }) => startedAt.getTime()))
  expect(starts).toHaveLength(all)
  expect(starts).toEqual([...new Set(starts)].sort((a, b) => b - a))
  expect(await listCalls(host, room.id, 99)).toEqual(pages[1])
  const browser = await signedIn(host)
  expect((await browser.get(`${pathOf(room)}?page=2`)).body).toContain("Page 2 of 2")
  for (const page of ["0", "-1", "x", "1e99", "2&page=1", ""])
    expect((await browser.get(`${pathOf(room)}?page=${page}`)).body).toContain("Page 1 of 2")
  expect((await browser.get("/rooms")).status).toBe(200)
})

test("a room without calls says so", async () => {
  const { host, room } = await makeRoom()
  expect((await (await signedIn(host)).get(pathOf(room))).body).toContain("No calls yet")
})
