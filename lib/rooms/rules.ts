import { type Actor, actorKey } from "@/lib/auth/actor"
import type { Role } from "@/prisma/generated/enums"

/** The role someone has in a room. */
export function roleIn(room: { ownerId: string }, actor: Actor): Role {
  return actorKey(actor) === `u:${room.ownerId}` ? "host" : "speaker"
}

/** May this actor delete the room, end its calls, see it in a list? */
export function canManage(room: { ownerId: string }, actor: Actor): boolean {
  return roleIn(room, actor) === "host"
}
