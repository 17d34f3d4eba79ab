import { expect, makeRoom, test, withDatabase } from "./fixtures"
import { expectHears, joins } from "./steps"

type Stay = { name: string; sid: string; joinedAt: Date; leftAt: Date | null }

// What webhooks wrote is spoiled by hand, as if they had been lost; livekit-server knows better.
test("who is in a call is set right from livekit-server itself within 5 s @mixed", async ({ person }) => {
  const room = await makeRoom()
  const anna = await person("Anna", { in: "chromium" })
  const lena = await person("Lena", { in: "firefox" })
  await joins(anna, room)
  await joins(lena, room)
  await expectHears(anna, lena)
  await expectHears(lena, anna)

  const ask = <Row extends object>(sql: string) =>
    withDatabase(process.env.DATABASE_URL ?? "", async (client) => {
      const { rows } = await client.query(sql, [room.slug])
      return rows as Row[]
    })
  const ofRoom = `FROM "Attendance" a JOIN "Participant" p ON p."id" = a."participantId"
    JOIN "Call" c ON c."id" = p."callId" JOIN "Room" r ON r."id" = c."roomId" WHERE r."slug" = $1`
  const stays = () => ask<Stay>(`SELECT p."name", a."sid", a."joinedAt", a."leftAt" ${ofRoom} ORDER BY p."name"`)
  const spoil = (what: string, only = "") => ask(`${what} WHERE "id" IN (SELECT a."id" ${ofRoom}${only})`)
  const until = async (what: string, right: (now: Stay[]) => boolean) => {
    const began = Date.now()
    await expect.poll(async () => right(await stays()), { timeout: 8000, intervals: [50], message: what }).toBe(true)
    console.log(`${what}: right after ${Date.now() - began} ms`)
    expect(Date.now() - began).toBeLessThan(5000)
  }

  await expect
    .poll(async () => (await stays()).map(({ name, leftAt }) => [name, leftAt]))
    .toEqual([
      ["Anna", null],
      ["Lena", null],
    ])
  const told = await stays()

  await spoil(`DELETE FROM "Attendance"`)
  await until("joining was never told", (now) => now.length === 2 && now.every(({ leftAt }) => leftAt === null))
  expect((await stays()).map(({ name, sid, joinedAt }) => ({ name, sid, joinedAt }))).toEqual(
    told.map(({ name, sid, joinedAt }) => ({ name, sid, joinedAt })),
  )

  await spoil(`UPDATE "Attendance" SET "leftAt" = now() - interval '10 seconds'`, ` AND p."name" = 'Anna'`)
  await until("leaving was told of somebody who is there", (now) => now.every(({ leftAt }) => leftAt === null))

  await lena.context.close()
  await expect.poll(async () => (await stays()).filter(({ leftAt }) => leftAt).length, { timeout: 40_000 }).toBe(1)
  await spoil(`UPDATE "Attendance" SET "leftAt" = NULL`, ` AND p."name" = 'Lena'`)
  await until("leaving was never told", ([first, second]) => first?.leftAt === null && second?.leftAt != null)
})
