"use client"

import { useTranslations } from "next-intl"
import { optionsId, type RoomRowView } from "@/components/rooms/room-row"
import { useShareWords } from "@/components/rooms/share-words"
import { Button } from "@/components/ui/button"
import { CopyButton } from "@/components/ui/copy-button"
import { Dialog } from "@/components/ui/dialog"
import { QrCode } from "@/components/ui/qr-code"

/** The room's link as a picture for a phone's camera, and in letters. */
export function QrDialog({ room, onClose }: { room: RoomRowView; onClose: () => void }) {
  const t = useTranslations("share")
  const common = useTranslations("common")
  return (
    <Dialog open onOpenChange={onClose} title={room.name} text={t("qrText")} returnTo={optionsId(room)}>
      <QrCode text={room.link} label={t("qrLabel", { name: room.name })} />
      <div className="copy">
        <span className="small">{room.link.replace(/^https?:\/\//, "")}</span>
        <CopyButton link={room.link} words={useShareWords()} />
      </div>
      <Button block data-safe onClick={onClose}>
        {common("close")}
      </Button>
    </Dialog>
  )
}
