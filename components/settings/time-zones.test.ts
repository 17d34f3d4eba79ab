import { expect, test } from "vitest"
import { zoneGroups } from "@/components/settings/time-zones"

const winter = new Date("2026-01-15T12:00:00Z")
const summer = new Date("2026-07-15T12:00:00Z")
const textOf = (zone: string, now: Date, chosen: string | null = null) =>
  zoneGroups((region) => region, chosen, now)
    .flatMap(({ zones }) => zones)
    .find(({ value }) => value === zone)?.text

test("a zone is named by its place and its distance from UTC on that day", () => {
  expect(textOf("Europe/Berlin", winter)).toBe("Berlin (UTC+1)")
  expect(textOf("Europe/Berlin", summer)).toBe("Berlin (UTC+2)")
  expect(textOf("America/New_York", winter)).toBe("New York (UTC−5)")
  expect(textOf("America/Argentina/Buenos_Aires", winter, "America/Argentina/Buenos_Aires")).toBe(
    "Argentina, Buenos Aires (UTC−3)",
  )
  expect(textOf("Africa/Abidjan", winter)).toBe("Abidjan (UTC+0)")
})

test("every region has zones, and none is named twice", () => {
  const groups = zoneGroups((region) => region, "Europe/Berlin", winter)
  expect(groups.filter(({ zones }) => zones.length === 0)).toEqual([])
  const values = groups.flatMap(({ zones }) => zones.map(({ value }) => value))
  expect(new Set(values).size).toBe(values.length)
})
