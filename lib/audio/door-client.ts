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

/**
 * Tells the door that the page with this connection goes: once more, by a way of its own. What is sent to the sound server
 * while a page is closed gets lost now and then (Firefox), and cannot be sent while the line to it is cut.
 * @param sid of the connection, as LiveKit names it; "" before there is one
 */
export function tellDoorGone(slug: string, callId: string, sid: string): void {
  if (sid === "" || callId === "") return
  const body = new Blob([JSON.stringify({ callId, sid })], { type: "application/json" })
  navigator.sendBeacon(`/api/rooms/${slug}/gone`, body)
}
