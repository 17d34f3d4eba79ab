import "server-only"
import type { User } from "@/lib/auth/actor"
import { db } from "@/lib/db"

/** Everything that is kept about a user, as they may take it with them. No secrets: hashes stay here. */
export async function exportOwn(user: User) {
  const [account, rooms, calls] = await Promise.all([
    db().user.findUniqueOrThrow({
      where: { id: user.id },
      select: {
        id: true,
        name: true,
        email: true,
        emailVerifiedAt: true,
        role: true,
        locale: true,
        theme: true,
        timeZone: true,
        createdAt: true,
        sessions: { select: { userAgent: true, createdAt: true, lastSeenAt: true, expires: true } },
        identities: { select: { issuer: true, subject: true, createdAt: true } },
        links: { select: { kind: true, email: true, createdAt: true, expiresAt: true, usedAt: true } },
      },
    }),
    db().room.findMany({
      where: { ownerId: user.id },
      select: { name: true, slug: true, createdAt: true, deletedAt: true },
    }),
    db().participant.findMany({
      where: { actorKey: `u:${user.id}` },
      select: {
        name: true,
        role: true,
        joinedAt: true,
        call: { select: { startedAt: true, endedAt: true, room: { select: { name: true } } } },
        attendance: { select: { joinedAt: true, leftAt: true } },
      },
      orderBy: { createdAt: "asc" },
    }),
  ])
  const { sessions, links, identities, ...about } = account
  return {
    account: about,
    signedInBrowsers: sessions,
    oneTimeLinks: links,
    signsInWith: identities,
    rooms,
    calls: calls.map(({ call, ...own }) => ({ room: call.room.name, ...own, call: { ...call, room: undefined } })),
  }
}
