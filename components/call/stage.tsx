"use client"

import { clsx } from "clsx"
import { useLocale, useTranslations } from "next-intl"
import { memo, type ReactNode, useEffect, useMemo, useRef, useState } from "react"
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

export const Stage = memo(function Stage({ seats, levels, microphone, cut, invite }: StageProps) {
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
})

function useSeating(seats: SeatState[]) {
  const collator = useCollator()
  const voices = useRef<Voice[]>([])
  const [front, setFront] = useState<Voice[]>([])

  useEffect(() => {
    const look = () => {
      voices.current = listenTo(voices.current, seats, Date.now())
      const inFront = voices.current.filter((voice) => voice.front)
      // Each word is heard here; only somebody who comes to the front, or leaves it, is drawn.
      setFront((before) => (before.map(idOf).join() === inFront.map(idOf).join() ? before : inFront))
    }
    look()
    // Also while nothing changes: whoever has been silent for long leaves the front.
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [seats])

  return useMemo(() => arrange(seats, front, collator), [seats, front, collator])
}

const idOf = ({ id }: Voice) => id

/** Made when it is first needed: in a call of two nobody is put into an order. */
function useCollator() {
  const locale = useLocale()
  return useMemo(() => {
    let collator: Intl.Collator | undefined
    return (a: string, b: string) => {
      collator ??= new Intl.Collator(locale)
      return collator.compare(a, b)
    }
  }, [locale])
}
