import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { RoomsView } from "@/components/rooms/rooms-view"
import { onPage } from "@/lib/page"
import { publicOrigin } from "@/lib/request"
import { listRooms } from "@/lib/rooms/data"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rooms"))("title") }
}

export default async function Rooms() {
  const rooms = await onPage(listRooms)
  return <RoomsView rooms={rooms} origin={await publicOrigin()} />
}
