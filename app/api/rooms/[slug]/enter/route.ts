import { actorOrNewGuest } from "@/lib/auth/guest"
import { enterRoom } from "@/lib/door/data"
import { entrySchema } from "@/lib/door/schema"
import { AppError } from "@/lib/errors"
import { addressFrom } from "@/lib/request"
import { parseBody, requireOwnOrigin, route } from "@/lib/route"

/** The lobby asks the door, and a call that lost its connection asks again. This address outlives a new build. */
export const POST = route(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  requireOwnOrigin(request)
  const input = await parseBody(request, entrySchema)
  const { slug } = await params
  const entry = await enterRoom(await actorOrNewGuest(), slug, input, addressFrom(request.headers))
  if (entry.at === "refused") throw new AppError(entry.why)
  return Response.json(entry, { headers: { "cache-control": "no-store" } })
})
