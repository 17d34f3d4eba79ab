export type ZoneGroup = { label: string; zones: { value: string; text: string }[] }

const regions = [
  "Africa",
  "America",
  "Antarctica",
  "Arctic",
  "Asia",
  "Atlantic",
  "Australia",
  "Europe",
  "Indian",
  "Pacific",
] as const

export type Region = (typeof regions)[number]

/**
 * The time zones of this server by region, each with its present distance from UTC: "Berlin (UTC+1)".
 * @param labelOf the region's name in the reader's language
 * @param chosen is listed even where this server's list leaves it out
 */
export function zoneGroups(labelOf: (region: Region) => string, chosen: string | null, now: Date): ZoneGroup[] {
  const known = new Set(Intl.supportedValuesOf("timeZone"))
  if (chosen) known.add(chosen)
  const names = [...known].sort()
  return regions.map((region) => ({
    label: labelOf(region),
    zones: names
      .filter((name) => name.startsWith(`${region}/`))
      .map((value) => ({ value, text: `${placeOf(value)} (${distanceOf(value, now)})` })),
  }))
}

const placeOf = (name: string) =>
  name
    .slice(name.indexOf("/") + 1)
    .replaceAll("_", " ")
    .replaceAll("/", ", ")

// Making a formatter is slow; there are some 400, and their distances change twice a year.
const distances = new Map<string, string>()

function distanceOf(name: string, now: Date): string {
  const key = `${name} ${now.toISOString().slice(0, 13)}`
  const known = distances.get(key)
  if (known) return known
  if (distances.size > 1000) distances.clear()
  const parts = new Intl.DateTimeFormat("en", { timeZone: name, timeZoneName: "shortOffset" }).formatToParts(now)
  const distance = (parts.find(({ type }) => type === "timeZoneName")?.value ?? "")
    .replace("GMT", "UTC")
    .replace("-", "−")
  distances.set(key, distance)
  return distance
}
