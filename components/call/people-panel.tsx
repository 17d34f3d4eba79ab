"use client"

import { QrCode as QrIcon, X } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import type { MicrophoneState, SeatState } from "@/components/call/call-state"
import { LocalNote, useCopyWords } from "@/components/call/invite-card"
import { type Cut, seatNote } from "@/components/call/seat-note"
import { arrange } from "@/components/call/seat-order"
import { Avatar } from "@/components/ui/avatar"
import { Button } from "@/components/ui/button"
import { CopyButton } from "@/components/ui/copy-button"
import { QrCode } from "@/components/ui/qr-code"

type PeoplePanelProps = {
  seats: SeatState[]
  microphone: MicrophoneState
  cut: Cut
  roomName: string
  link: string
  linkIsLocal: boolean
  onClose: () => void
}

/** Who is here, in words. On a phone it is a sheet above the controls. By name only: a list that is read must not move. */
export function PeoplePanel({ seats, microphone, cut, roomName, link, linkIsLocal, onClose }: PeoplePanelProps) {
  const t = useTranslations("call")
  const panel = useRef<HTMLElement>(null)
  const locale = useLocale()
  const words = useCopyWords()
  const [qr, setQr] = useState(false)
  const people = arrange(seats, [], new Intl.Collator(locale).compare).rest
  useEffect(() => panel.current?.focus(), [])

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
            <Person key={seat.id} seat={seat} note={t(`note.${seatNote(seat, microphone, cut)}`)} />
          ))}
        </ul>
      </section>
      <div className="panel__foot">
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

function Person({ seat, note }: { seat: SeatState; note: string }) {
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
    </li>
  )
}
