/**
 * A way into a call: used within 60 seconds. `standing`: the token of a connection that stands ready; null where there
 * may be none. `seated`: the connection that stood ready is in the call, and needs no token.
 */
export type Ticket = { token: string; callId: string; standing: string | null; seated: boolean }

/**
 * What is asked of the door. `rejoin`: back into this call, not whatever call is open now. `ahead`: a connection that
 * stands ready, before the button is pressed. `standing`: the button is pressed, and the connection with this sid stands.
 */
export type Wish = { rejoin?: string; ahead?: boolean; standing?: string }

/** A no of the door, or of the app in front of it. */
export type Refusal = {
  /** One of lib/errors.ts. */
  code: string
  reference: string | null
  /** What is wrong with the name, as a key of errors.fields. */
  nameFault: string | null
  /** Asked too often: how long to wait. */
  retryAfterSeconds: number | null
  /** Name of who removed them. */
  by: string | null
}

export type DoorAnswer = { at: "in"; ticket: Ticket } | ({ at: "no" } & Refusal) | { at: "silent" }

/**
 * Asks the door. "silent" when it does not answer (offline, app restarting): ask later.
 * @param patience milliseconds
 * @param signal gives up at once, with "silent"
 */
export async function askDoor(
  { slug, name }: { slug: string; name: string },
  wish: Wish,
  patience: number,
  signal?: AbortSignal,
): Promise<DoorAnswer> {
  const given = new AbortController()
  const giveUp = () => given.abort()
  const timer = setTimeout(giveUp, patience)
  signal?.addEventListener("abort", giveUp, { once: true })
  try {
    const response = await fetch(`/api/rooms/${slug}/enter`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name, ...wish }),
      signal: given.signal,
    })
    return answerOf(await response.json())
  } catch {
    return { at: "silent" }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener("abort", giveUp)
  }
}

/** What the door's JSON says; "silent" when it is none of the door's. */
export function answerOf(body: unknown): DoorAnswer {
  const read = (name: string, from = body): unknown =>
    typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined
  const [token, callId, code, reference] = [read("token"), read("callId"), read("code"), read("reference")]
  if (typeof token === "string" && typeof callId === "string") {
    const standing = read("standing")
    const ways = { standing: typeof standing === "string" ? standing : null, seated: read("seated") === true }
    return { at: "in", ticket: { token, callId, ...ways } }
  }
  // "unavailable" is the edge's word for an app that is being started anew.
  if (typeof code !== "string" || code === "unavailable") return { at: "silent" }
  const [nameFault, seconds, by] = [read("name", read("fields")), read("retryAfterSeconds"), read("by")]
  return {
    at: "no",
    code,
    reference: typeof reference === "string" ? reference : null,
    nameFault: typeof nameFault === "string" ? nameFault : null,
    retryAfterSeconds: typeof seconds === "number" ? seconds : null,
    by: typeof by === "string" ? by : null,
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
