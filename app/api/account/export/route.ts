import { exportOwn } from "@/lib/account/data/export"
import { requireUser } from "@/lib/auth/session"
import { route } from "@/lib/route"

/** One's own data as a file. */
export const GET = route(async () => {
  const data = await exportOwn(await requireUser())
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="earshot.json"',
      "cache-control": "private, no-store",
    },
  })
})
