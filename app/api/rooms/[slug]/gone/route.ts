import { currentActor } from "@/lib/auth/guest"
import { sayGone } from "@/lib/door/data"
import { goneSchema } from "@/lib/door/schema"
import { addressFrom } from "@/lib/request"
import { parseBody, requireOwnOrigin, route } from "@/lib/route"

/** A page that was in a call says that it goes. It hears no answer: whoever was not in that call is told nothing else. */
export const POST = route(async (request) => {
  requireOwnOrigin(request)
  const gone = await parseBody(request, goneSchema)
  const actor = await currentActor()
  if (actor) await sayGone(actor, gone, addressFrom(request.headers))
  return new Response(null, { status: 204, headers: { "cache-control": "no-store" } })
})
