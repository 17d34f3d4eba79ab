import type { Order } from "@/lib/calls/schema"

/**
 * Orders something in the running call, as its host.
 * @throws Error when it was not done: refused, or nobody answered
 */
export async function giveOrder(callId: string, order: Order): Promise<void> {
  const response = await fetch(`/api/calls/${callId}/order`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(order),
    signal: AbortSignal.timeout(patience),
  })
  if (!response.ok) throw new Error(`not done: ${response.status}`)
}

/** Milliseconds: the sound server may need four to be given up. */
const patience = 10_000
