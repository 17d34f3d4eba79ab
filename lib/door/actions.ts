"use server"

import { fieldsOf, refusalOf } from "@/lib/action"
import { actorOrNewGuest } from "@/lib/auth/guest"
import { enterRoom } from "@/lib/door/data"
import { entrySchema } from "@/lib/door/schema"
import { clientAddress } from "@/lib/request"

/** The lobby's button: from name to token. Every refusal comes back as words the lobby can show. */
export async function enter(slug: string, input: unknown) {
  const parsed = entrySchema.safeParse(input)
  if (!parsed.success) return { at: "refused" as const, code: "invalid" as const, fields: fieldsOf(parsed.error) }
  try {
    // Whoever calls an action by hand sends what they like; an object would make a fault of a wrong code.
    const code = typeof slug === "string" ? slug : ""
    const entry = await enterRoom(await actorOrNewGuest(), code, parsed.data, await clientAddress())
    return entry.at === "in" ? entry : { at: "refused" as const, code: entry.why }
  } catch (error) {
    return refusalOf(error, "enter")
  }
}

export type EnterResult = Awaited<ReturnType<typeof enter>>
