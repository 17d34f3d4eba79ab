import { getFormatter, getTranslations } from "next-intl/server"
import "@/app/styles/rooms.css"
import { RoomList } from "@/components/rooms/room-list"
import type { RoomRowView } from "@/components/rooms/room-row"
import { RoomsAside } from "@/components/rooms/rooms-aside"
import { RoomsHead } from "@/components/rooms/rooms-head"
import { Empty } from "@/components/ui/empty"
import { showSlug } from "@/lib/ids"
import type { RoomView } from "@/lib/rooms/data"

/**
 * My rooms: start one, name one, go in, send a link.
 * @param origin of this site as the person's browser shows it, for the links
 */
export async function RoomsView({ rooms, origin }: { rooms: RoomView[]; origin: string }) {
  const t = await getTranslations("rooms")
  const format = await getFormatter()
  const now = new Date()

  const statusOf = ({ people, lastCallAt }: RoomView) => {
    if (people === null) return t("insideUnknown")
    if (people > 0) return t("inside", { people })
    return lastCallAt ? t("lastUsed", { when: format.relativeTime(lastCallAt, now) }) : t("neverUsed")
  }
  const rows: RoomRowView[] = rooms.map((room) => ({
    id: room.id,
    name: room.name,
    path: `/r/${showSlug(room.slug)}`,
    link: `${origin}/r/${showSlug(room.slug)}`,
    status: statusOf(room),
    inUse: room.people !== 0,
  }))
  const inUse = rows.filter((row) => row.inUse).length
  const summary = [t("count", { rooms: rows.length }), inUse > 0 && t("inUse", { rooms: inUse })]
    .filter(Boolean)
    .join(", ")

  return (
    <>
      <RoomsHead summary={summary} />
      <div className="cols">
        <RoomList rooms={rows} empty={<Empty title={t("emptyTitle")} text={t("emptyText")} />} />
        <RoomsAside origin={origin} />
      </div>
    </>
  )
}
