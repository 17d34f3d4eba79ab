"use client"

import { RoomsFailed } from "@/components/rooms/rooms-failed"

export default function RoomsError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <RoomsFailed reference={error.digest} again={reset} />
}
