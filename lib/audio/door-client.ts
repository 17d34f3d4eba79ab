/** A way into a call: used within 60 seconds. */
export type Ticket = { token: string; callId: string }

export type DoorAnswer =
  | { at: "in"; ticket: Ticket }
  | { at: "no"; code: string; reference: string | null }
  | { at: "silent" }

/**
 * Asks the door again from inside a call. "silent" when it does not answer (offline, app restarting): ask later.
 * @param rejoin call to get back into; null for whatever call is open there now
 * @param patience milliseconds
 * @param signal gives up at once, with "silent"
 */
export async function askDoor(
  { slug, name }: { slug: string; name: string },
  rejoin: string | null,
  patience: number,
  signal: AbortSignal,
): Promise<DoorAnswer> {
  const given = new AbortController()
  const giveUp = () => given.abort()
  const timer = setTimeout(giveUp, patience)
  signal.addEventListener("abort", giveUp, { once: true })
  try {
    const response = await fetch(`/api/rooms/${slug}/enter`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(rejoin ? { name, rejoin } : { name }),
      signal: given.signal,
    })
    const body: unknown = await response.json()
    if (typeof body !== "object" || body === null) return { at: "silent" }
    if ("token" in body && typeof body.token === "string" && "callId" in body && typeof body.callId === "string") {
      return { at: "in", ticket: { token: body.token, callId: body.callId } }
    }
    const reference = "reference" in body && typeof body.reference === "string" ? body.reference : null
    return "code" in body && typeof body.code === "string" ? { at: "no", code: body.code, reference } : { at: "silent" }
  } catch {
    return { at: "silent" }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener("abort", giveUp)
  }
}
