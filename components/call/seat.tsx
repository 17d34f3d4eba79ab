"use client"

import { clsx } from "clsx"
import { MicOff, VolumeX } from "lucide-react"
import { useTranslations } from "next-intl"
import { memo } from "react"
import type { Levels, SeatState } from "@/components/call/call-state"
import { useLevelVariable } from "@/components/call/level-variable"
import type { SeatNote } from "@/components/call/seat-note"
import { Avatar } from "@/components/ui/avatar"

type SeatProps = {
  seat: SeatState
  note: SeatNote
  levels: Levels
  /** Small seats in a crowd: the words are for screen readers, the badge shows the state. */
  small?: boolean
  /** In a crowd: stands in front because they spoke lately. */
  spokeLately?: boolean
}

const tones: Partial<Record<SeatNote, string>> = {
  speaking: "seat__note--heard",
  stopped: "seat__note--warn",
  reconnecting: "seat__note--warn",
}

const silentNotes: SeatNote[] = ["arriving", "on"]

export const Seat = memo(function Seat({ seat, note, levels, small = false, spokeLately = false }: SeatProps) {
  const t = useTranslations("call")
  const level = useLevelVariable<HTMLDivElement>(levels, seat.id)
  const said = spokeLately && note === "arriving" ? "spoke" : note
  // Sound that simply arrives needs no words on a seat: the list of people has them.
  const words = silentNotes.includes(said) ? null : t(`note.${said}`)
  return (
    <div
      ref={level}
      className={clsx("seat", {
        "seat--speaking": note === "speaking",
        "seat--waiting": note === "waiting",
        "seat--stopped": note === "stopped" || note === "reconnecting",
        "seat--away": note === "away",
      })}
    >
      <span className="face">
        <Avatar name={seat.name} id={seat.id} />
        <SeatBadge note={note} />
      </span>
      <span className="seat__name" title={seat.name}>
        {seat.isSelf ? t("you") : <bdi>{seat.name}</bdi>}
      </span>
      {small ? (
        words && <span className="vh">{words}</span>
      ) : (
        <span className={clsx("seat__note", tones[said])}>
          {note === "speaking" && <SpeakingBars />}
          {words}
        </span>
      )}
    </div>
  )
})

function SeatBadge({ note }: { note: SeatNote }) {
  if (note === "muted" || note === "noMicrophone") {
    return (
      <span className="badge">
        <MicOff className="i" aria-hidden="true" />
      </span>
    )
  }
  if (note === "stopped" || note === "reconnecting") {
    return (
      <span className="badge badge--warn">
        <VolumeX className="i" aria-hidden="true" />
      </span>
    )
  }
  return null
}

function SpeakingBars() {
  return (
    <svg className="bars" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M3 6.5v3M8 3v10M13 5v6" />
    </svg>
  )
}
