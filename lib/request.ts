import { headers } from "next/headers"
import { env } from "@/lib/env"

/**
 * The client's address for rate limits, from the header the edge overwrites; the app itself listens where only the edge
 * reaches it. IPv6 counts by /64, because one household owns all of it.
 */
export async function clientAddress(): Promise<string> {
  return addressFrom(await headers())
}

/** The same from a Request's headers. */
export function addressFrom(from: Headers | Awaited<ReturnType<typeof headers>>): string {
  const forwarded = from.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? ""
  return forwarded.includes(":") && !forwarded.includes(".")
    ? prefixOf(forwarded)
    : forwarded.replace(/^::ffff:/i, "") || "unknown"
}

function prefixOf(address: string): string {
  const [head = "", tail = ""] = address.toLowerCase().split("::")
  const left = head ? head.split(":") : []
  const right = tail ? tail.split(":") : []
  const zeros = address.includes("::") ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0") : []
  return `${[...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`
}

/** The origin the person's browser shows, e.g. http://localhost:3000, from what the edge forwards. */
export async function publicOrigin(): Promise<string> {
  const from = await headers()
  return `${from.get("x-forwarded-proto") ?? "http"}://${from.get("x-forwarded-host") ?? from.get("host") ?? "localhost"}`
}

/** The origin of links in mails: as this installation was told at its start, whatever a request says. */
export function siteOrigin(): string {
  return new URL(env().EARSHOT_URL).origin
}

/** True for an origin that opens on this computer only. */
export function isLocalOrigin(origin: string): boolean {
  const { hostname } = new URL(origin)
  return (
    hostname === "localhost" || hostname.endsWith(".localhost") || hostname.startsWith("127.") || hostname === "[::1]"
  )
}
