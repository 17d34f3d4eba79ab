"use client"

import { useTranslations } from "next-intl"
import { useActionState, useEffect } from "react"
import { optionsId, type RoomRowView } from "@/components/rooms/room-row"
import { ConfirmForm } from "@/components/shell/confirm-form"
import { Dialog } from "@/components/ui/dialog"
import { showToast } from "@/components/ui/toast"
import { deleteRoom } from "@/lib/rooms/actions"

/** Asks before a room goes: its link cannot be brought back. */
export function DeleteRoomDialog({ room, onClose }: { room: RoomRowView; onClose: () => void }) {
  const t = useTranslations("rooms")
  const [state, submit, pending] = useActionState(deleteRoom, { at: "idle" })
  const { name } = room

  useEffect(() => {
    if (state.at !== "done") return
    showToast(t("deleted", { name }))
    onClose()
  }, [state, t, name, onClose])

  return (
    <Dialog
      alert
      open
      onOpenChange={onClose}
      title={t("deleteTitle", { name })}
      text={room.inUse ? t("deleteInUse") : t("deleteText")}
      returnTo={optionsId(room)}
    >
      <ConfirmForm
        {...{ state, submit, pending }}
        danger
        fields={{ roomId: room.id }}
        confirm={t("deleteConfirm")}
        onCancel={onClose}
      />
    </Dialog>
  )
}
