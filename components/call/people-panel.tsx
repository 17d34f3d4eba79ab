"use client"

import { Ellipsis, MicOff, QrCode as QrIcon, UserX, X } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import type { MicrophoneState, Order, SeatState } from "@/components/call/call-state"
import { LocalNote, useCopyWords } from "@/components/call/invite-card"
import { LockSwitch } from "@/components/call/lock-switch"
import { type Cut, seatNote } from "@/components/call/seat-note"
import { arrange } from "@/components/call/seat-order"
import { Avatar } from "@/components/ui/avatar"
import { Button } from "@/components/ui/button"
import { CopyButton } from "@/components/ui/copy-button"
import { Menu, MenuItem, MenuRule } from "@/components/ui/menu"
import { QrCode } from "@/components/ui/qr-code"
import { showToast } from "@/components/ui/toast"

type PeoplePanelProps = {
  seats: SeatState[]
  microphone: MicrophoneState
  cut: Cut
  roomName: string
  link: string
  linkIsLocal: boolean
  locked: boolean
  /** null for everyone but the host. */
  order: Order | null
  onRemove: (seat: SeatState) => void
  onClose: () => void
}

/** Who is here, in words. On a phone it is a sheet above the controls. By name only: a list that is read must not move. */
export function PeoplePanel({ seats, microphone, cut, roomName, link, linkIsLocal, ...props }: PeoplePanelProps) {
  const { locked, order, onRemove, onClose } = props
  const t = useTranslations("call")
  const panel = useRef<HTMLElement>(null)
  const locale = useLocale()
  const words = useCopyWords()
  const [qr, setQr] = useState(false)
  const people = arrange(seats, [], new Intl.Collator(locale).compare).rest
  useEffect(() => panel.current?.focus(), [])

  async function mute(id: string | null, done: string) {
    try {
      await order?.mute(id)
      showToast(done)
    } catch {
      showToast(t("order.failed"))
    }
  }

  return (
    <aside ref={panel} className="panel" aria-labelledby="people-title" data-part="panel" tabIndex={-1}>
      <div className="panel__head">
        <h2 id="people-title">{t("panel.count", { count: seats.length })}</h2>
        <Button variant="ghost" size="s" icon aria-label={t("panel.close")} onClick={onClose}>
          <X className="i" aria-hidden="true" />
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard */}
      <section className="panel__body" aria-label={t("panel.list")} tabIndex={0}>
        <ul>
          {people.map((seat) => (
            <Person
              key={seat.id}
              seat={seat}
              note={t(`note.${seatNote(seat, microphone, cut)}`)}
              order={
                order && !seat.isSelf
                  ? {
                      remove: () => onRemove(seat),
                      mute: () => void mute(seat.id, t("order.mute.done", { name: seat.name })),
                    }
                  : null
              }
            />
          ))}
        </ul>
      </section>
      <div className="panel__foot">
        {order && <LockSwitch locked={locked} onLock={order.lock} />}
        {order && people.some((seat) => !seat.isSelf) && (
          <Button block onClick={() => void mute(null, t("order.mute.allDone"))}>
            <MicOff className="i" aria-hidden="true" />
            {t("order.mute.all")}
          </Button>
        )}
        {qr && <QrCode text={link} label={t("panel.qr", { room: roomName })} />}
        {linkIsLocal && <LocalNote />}
        <div className="panel__links">
          <CopyButton link={link} words={words} variant="quiet" size="m" labelled block />
          {!linkIsLocal && (
            <Button
              icon
              aria-label={t(qr ? "panel.hideQr" : "panel.showQr")}
              aria-expanded={qr}
              onClick={() => setQr(!qr)}
            >
              <QrIcon className="i" aria-hidden="true" />
            </Button>
          )}
        </div>
      </div>
    </aside>
  )
}

/** Id of the button that opens what a host can do about somebody. */
export const orderMenuId = (seat: { id: string }) => `order-${seat.id}`

type PersonProps = { seat: SeatState; note: string; order: { remove(): void; mute(): void } | null }

function Person({ seat, note, order }: PersonProps) {
  const t = useTranslations("call")
  return (
    <li className="person">
      <Avatar name={seat.name} id={seat.id} size="s" />
      <span className="person__words">
        <span>
          <bdi>{seat.isSelf ? t("youName", { name: seat.name }) : seat.name}</bdi>
        </span>
        <span className="small muted">
          {seat.isHost && `${t("host")} · `}
          {note}
        </span>
      </span>
      {order && (
        <Menu
          trigger={
            <Button
              variant="ghost"
              size="s"
              icon
              id={orderMenuId(seat)}
              aria-label={t("order.options", { name: seat.name })}
            >
              <Ellipsis className="i" aria-hidden="true" />
            </Button>
          }
        >
          <MenuItem disabled={seat.muted} icon={<MicOff className="i" aria-hidden="true" />} onSelect={order.mute}>
            {t("order.mute.item")}
          </MenuItem>
          <MenuRule />
          <MenuItem danger icon={<UserX className="i" aria-hidden="true" />} onSelect={order.remove}>
            {t("order.remove.item")}
          </MenuItem>
        </Menu>
      )}
    </li>
  )
}
