/** A way into a call: used within 60 seconds. */
export type Ticket = { token: string; callId: string }

export type DoorAnswer =
  | { at: "in"; ticket: Ticket }
  | { at: "no"; code: string; reference: string | null }
  | { at: "silent" }

const patience = 8000

/**
 * Asks the door again from inside a call. "silent" when it does not answer (offline, app restarting): ask later.
 * @param rejoin call to get back into; null for whatever call is open there now
 */
export async function askDoor(slug: string, name: string, rejoin: string | null): Promise<DoorAnswer> {
  try {
    const response = await fetch(`/api/rooms/${slug}/enter`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(rejoin ? { name, rejoin } : { name }),
      signal: AbortSignal.timeout(patience),
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
  }
}
