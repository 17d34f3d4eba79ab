"use client"

import { clsx } from "clsx"
import { useLocale, useTranslations } from "next-intl"
import { type ReactNode, useEffect, useMemo, useState } from "react"
import type { Levels, MicrophoneState, SeatState } from "@/components/call/call-state"
import { Seat } from "@/components/call/seat"
import { type Cut, seatNote } from "@/components/call/seat-note"
import { arrange, layoutFor, listenTo, type Voice } from "@/components/call/seat-order"

type StageProps = {
  seats: SeatState[]
  levels: Levels
  microphone: MicrophoneState
  /** Faces turn grey while sound is cut off. */
  cut: Cut
  /** Shown under one's own face while nobody else is here, as far as this browser can know. */
  invite: ReactNode
}

const roomyMost = 12

export function Stage({ seats, levels, microphone, cut, invite }: StageProps) {
  const t = useTranslations("call")
  const { front, rest } = useSeating(seats)
  const layout = layoutFor(seats.length)
  const draw = (seat: SeatState, more: { small?: boolean; spokeLately?: boolean } = {}) => (
    <li key={seat.id}>
      <Seat seat={seat} note={seatNote(seat, microphone, cut)} levels={levels} {...more} />
    </li>
  )
  return (
    <section
      className={clsx("stage", cut !== "none" && "stage--dim")}
      aria-label={t("stage")}
      data-part="people"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keyboard
      tabIndex={0}
    >
      {layout === "alone" && (
        <div className="lone">
          <ul className="seats seats--alone">{rest.map((seat) => draw(seat))}</ul>
          {cut === "none" && invite}
        </div>
      )}
      {(layout === "two" || layout === "few") && (
        <ul className={`seats seats--${layout}`}>{[...front, ...rest].map((seat) => draw(seat))}</ul>
      )}
      {layout === "many" && (
        <div className="crowd">
          {front.length > 0 && (
            <>
              <h2 className="vh">{t("speakingNow")}</h2>
              <ul className="seats seats--now">{front.map((seat) => draw(seat, { spokeLately: true }))}</ul>
              <h2 className="vh">{t("others")}</h2>
            </>
          )}
          <ul className={clsx("seats seats--rest", seats.length <= roomyMost && "seats--roomy")}>
            {rest.map((seat) => draw(seat, { small: true }))}
          </ul>
        </div>
      )}
    </section>
  )
}

function useSeating(seats: SeatState[]) {
  const locale = useLocale()
  const [voices, setVoices] = useState<Voice[]>([])

  useEffect(() => {
    const look = () => setVoices((before) => listenTo(before, seats, Date.now()))
    look()
    if (!seats.some((seat) => seat.speaking && !seat.isSelf)) return
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [seats])

  return useMemo(() => arrange(seats, voices, new Intl.Collator(locale).compare), [seats, voices, locale])
}
