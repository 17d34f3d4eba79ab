import { RoomsLoading } from "@/components/rooms/rooms-loading"

export default function Loading() {
  return <RoomsLoading />
}
