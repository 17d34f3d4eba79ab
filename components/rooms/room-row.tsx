"use client"

import { Ellipsis, History, QrCode, Trash2 } from "lucide-react"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useShareWords } from "@/components/rooms/share-words"
import { Button, buttonClass } from "@/components/ui/button"
import { CopyButton } from "@/components/ui/copy-button"
import { Menu, MenuItem, MenuRule } from "@/components/ui/menu"

export type RoomRowView = { id: string; name: string; path: string; link: string; status: string; inUse: boolean }

/** Where focus goes back to when a dialog of this row closes. */
export const optionsId = (room: { id: string }) => `options-${room.id}`

type RoomRowProps = { room: RoomRowView; onQr: () => void; onDelete: () => void }

/** One room: what it is called, whether someone is in it, its link; go in, copy, the rest in a menu. */
export function RoomRow({ room, onQr, onDelete }: RoomRowProps) {
  const t = useTranslations("rooms")
  const share = useTranslations("share")
  const words = useShareWords()
  const router = useRouter()
  const { id, name } = room
  return (
    <li className={room.inUse ? "rowroom rowroom--now" : "rowroom"}>
      <div className="grow">
        <h2 className="rowroom__name">
          <bdi>{name}</bdi>
        </h2>
        <p className="small rowroom__status">{room.status}</p>
        <p className="tiny muted rowroom__link">{room.link.replace(/^https?:\/\//, "")}</p>
      </div>
      <div className="rowroom__acts">
        <a
          className={buttonClass({ variant: room.inUse ? "primary" : "quiet", size: "s" })}
          href={room.path}
          aria-label={t("goInTo", { name })}
        >
          {t("goIn")}
        </a>
        <CopyButton link={room.link} words={words} name={t("copyOf", { name })} />
        <Menu
          trigger={
            <Button variant="ghost" size="s" icon id={optionsId(room)} aria-label={t("options", { name })}>
              <Ellipsis className="i" aria-hidden="true" />
            </Button>
          }
        >
          <MenuItem
            icon={<History className="i" aria-hidden="true" />}
            onSelect={() => router.push(`/rooms/${id}/calls`)}
          >
            {t("calls")}
          </MenuItem>
          <MenuItem icon={<QrCode className="i" aria-hidden="true" />} onSelect={onQr}>
            {share("qr")}
          </MenuItem>
          <MenuRule />
          <MenuItem danger icon={<Trash2 className="i" aria-hidden="true" />} onSelect={onDelete}>
            {t("delete")}
          </MenuItem>
        </Menu>
      </div>
    </li>
  )
}
