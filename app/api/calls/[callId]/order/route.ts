import { currentActor } from "@/lib/auth/guest"
import { carryOut } from "@/lib/calls/data/order"
import { orderSchema } from "@/lib/calls/schema"
import { parseBody, requireOwnOrigin, route } from "@/lib/route"

/** A host keeps order in a call. This address outlives a new build, as calls do: a server action's id would not. */
export const POST = route(async (request, { params }: { params: Promise<{ callId: string }> }) => {
  requireOwnOrigin(request)
  const order = await parseBody(request, orderSchema)
  const { callId } = await params
  await carryOut(await currentActor(), callId, order)
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } })
})
