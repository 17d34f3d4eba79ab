import { passGate } from "@/lib/door/data"
import { AppError } from "@/lib/errors"
import { logFault } from "@/lib/log"

/**
 * Asked by the edge before every /rtc* request. 200, or 403 with {"code"} for a decided no (the page reads it), or 503
 * when it cannot decide: the SDK then tries again and the media lives on. Never 404: the SDK would retry without end.
 */
export async function GET(request: Request) {
  try {
    await passGate(shownToken(request))
    return new Response(null, { status: 200 })
  } catch (error) {
    const decided = error instanceof AppError && error.status === 403
    if (decided) return Response.json({ code: error.code }, { status: 403 })
    const code = error instanceof AppError ? error.code : "fault"
    if (code === "fault") logFault(error, "gate")
    return Response.json({ code }, { status: 503 })
  }
}

function shownToken(request: Request): string | null {
  const uri = request.headers.get("x-forwarded-uri") ?? ""
  const query = new URLSearchParams(uri.slice(uri.indexOf("?") + 1))
  // LiveKit makes a second participant of it, "<identity>#<publish>": as many per token as one likes, in no list of ours.
  if (query.has("publish")) throw new AppError("token_invalid")
  return query.get("access_token") ?? request.headers.get("authorization")?.replace(/^Bearer /i, "") ?? null
}
