"use client"

import { useTranslations } from "next-intl"
import { useActionState, useEffect } from "react"
import { optionsId, type RoomRowView } from "@/components/rooms/room-row"
import { FormRefusal } from "@/components/shell/form-refusal"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { showToast } from "@/components/ui/toast"
import { deleteRoom } from "@/lib/rooms/actions"

/** Asks before a room goes: its link cannot be brought back. */
export function DeleteRoomDialog({ room, onClose }: { room: RoomRowView; onClose: () => void }) {
  const t = useTranslations("rooms")
  const common = useTranslations("common")
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
      <form action={submit} className="stack gap-2.5">
        <FormRefusal state={state} />
        <input type="hidden" name="roomId" value={room.id} />
        <Button variant="danger" block type="submit" pending={pending}>
          {t("deleteConfirm")}
        </Button>
        <Button variant="ghost" block data-safe onClick={onClose}>
          {common("cancel")}
        </Button>
      </form>
    </Dialog>
  )
}
