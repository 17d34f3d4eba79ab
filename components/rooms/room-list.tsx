"use client"

import { useTranslations } from "next-intl"
import { type ReactNode, useState } from "react"
import { DeleteRoomDialog } from "@/components/rooms/delete-room-dialog"
import { QrDialog } from "@/components/rooms/qr-dialog"
import { RoomRow, type RoomRowView } from "@/components/rooms/room-row"

type Open = { at: "none" } | { at: "qr"; room: RoomRowView } | { at: "delete"; room: RoomRowView }

/**
 * The list and the dialogs of its rows. The dialogs live here and not in a row: a deleted row is gone before its dialog
 * could close.
 */
export function RoomList({ rooms, empty }: { rooms: RoomRowView[]; empty: ReactNode }) {
  const t = useTranslations("rooms")
  const [open, setOpen] = useState<Open>({ at: "none" })
  const close = () => setOpen({ at: "none" })
  return (
    <div>
      {rooms.length === 0 ? (
        empty
      ) : (
        <ul className="roomlist" aria-label={t("list")}>
          {rooms.map((room) => (
            <RoomRow
              key={room.id}
              room={room}
              onQr={() => setOpen({ at: "qr", room })}
              onDelete={() => setOpen({ at: "delete", room })}
            />
          ))}
        </ul>
      )}
      {open.at === "qr" && <QrDialog room={open.room} onClose={close} />}
      {open.at === "delete" && <DeleteRoomDialog room={open.room} onClose={close} />}
    </div>
  )
}
