import { readiness } from "@/lib/readiness"

/** 200 when the database and the SFU answer, else 503 with which of them does not. */
export async function GET() {
  const state = await readiness()
  const status = state.database && state.sfu ? 200 : 503
  return Response.json(state, { status, headers: { "cache-control": "no-store" } })
}
