/** This process lives. Says nothing about what it needs: that is /api/ready. */
export function GET() {
  return Response.json({ ok: true }, { headers: { "cache-control": "no-store" } })
}
