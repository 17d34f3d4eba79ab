import type { ReactNode } from "react"
import { onPage } from "@/lib/page"
import { ownRoom } from "@/lib/rooms/data"

type CallsLayoutProps = { children: ReactNode; params: Promise<{ roomId: string }> }

// Asked here as well as in the page: below a loading screen it would be too late for a 404.
export default async function CallsLayout({ children, params }: CallsLayoutProps) {
  const { roomId } = await params
  await onPage((user) => ownRoom(user, roomId))
  return children
}
