import { record } from "@/lib/calls/data"
import { readCallEvent } from "@/lib/livekit/webhook"
import { readText, route } from "@/lib/route"

export const POST = route(async (request) => {
  const event = await readCallEvent(await readText(request), request.headers.get("authorization"))
  if (event) await record(event)
  return new Response(null, { status: 200 })
})
