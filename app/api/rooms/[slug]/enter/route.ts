import { actorOrNewGuest } from "@/lib/auth/guest"
import { enterRoom } from "@/lib/door/data"
import { entrySchema } from "@/lib/door/schema"
import { errorStatus } from "@/lib/errors"
import { addressFrom } from "@/lib/request"
import { parseBody, requireOwnOrigin, route } from "@/lib/route"

/** The lobby asks the door, and a call that lost its connection asks again. This address outlives a new build. */
export const POST = route(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  requireOwnOrigin(request)
  const input = await parseBody(request, entrySchema)
  const { slug } = await params
  const entry = await enterRoom(await actorOrNewGuest(), slug, input, addressFrom(request.headers))
  const headers = { "cache-control": "no-store" }
  if (entry.at === "in") return Response.json(entry, { headers })
  const { why: code, by } = entry
  return Response.json({ code, fields: {}, ...(by && { by }) }, { status: errorStatus[code], headers })
})
